package io.lynceus.trainer.data;

import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What is wrong with the files of a data set: each thing is said once, whichever of its parts has it, and of many only
 * the first few, for a log of thousands of lines says nothing. Any thread.
 */
final class Findings {
    private static final Logger LOG = LoggerFactory.getLogger(Findings.class);
    private static final int LISTED = 10;

    private final Set<String> said = new HashSet<>();
    private final SortedSet<String> found = new TreeSet<>();

    /** Keeps what there is to say about a file until {@link #say}. */
    synchronized void add(Path file, String what) {
        String finding = file + ": " + what;
        if (said.add(finding)) {
            found.add(finding);
        }
    }

    /** Says in the log what has been found since the last time, by file. */
    synchronized void say() {
        List<String> all = List.copyOf(found);
        found.clear();
        all.stream().limit(LISTED).forEach(LOG::warn);
        if (all.size() > LISTED) {
            LOG.warn("and {} more like these; LYNCEUS_LOG=debug names them", all.size() - LISTED);
            all.stream().skip(LISTED).forEach(LOG::debug);
        }
    }
}
