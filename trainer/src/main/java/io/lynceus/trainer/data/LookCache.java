package io.lynceus.trainer.data;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks of earlier starts, so that a large data set is not decoded anew each time. A look counts as long as picture and
 * labels have the size and the time of change that they had; what could not be used is looked at each time. A file that
 * is damaged, of another form or of another form of labels is as none. Any thread may look.
 */
final class LookCache {
    private static final Logger LOG = LoggerFactory.getLogger(LookCache.class);

    /** A look, and the files as they were. */
    record Seen(Stamp picture, Stamp labels, Look look) {}

    private final Path file;
    private final LabelForm form;
    private final Map<Path, Seen> earlier;
    private final Map<Path, Seen> now = new ConcurrentHashMap<>();

    private LookCache(Path file, LabelForm form, Map<Path, Seen> earlier) {
        this.file = file;
        this.form = form;
        this.earlier = earlier;
    }

    /**
     * @param beside where the file belongs; its folder may be missing or read-only
     * @param otherwise the folder for it in that case
     * @param form of the labels
     */
    static LookCache open(Path beside, Path otherwise, LabelForm form) {
        Path wanted = beside.toAbsolutePath().normalize();
        UUID name = UUID.nameUUIDFromBytes(wanted.toString().getBytes(StandardCharsets.UTF_8));
        Path file = Files.isWritable(wanted.resolveSibling("")) ? wanted : otherwise.resolve(name + ".cache");
        return new LookCache(file, form, LookFile.read(file, form));
    }

    Path file() {
        return file;
    }

    /** As {@link Look#at}, from memory where nothing has changed. */
    Look look(Path picture, @Nullable Path labels) {
        Path key = picture.toAbsolutePath().normalize();
        Stamp ofPicture = Stamp.of(picture);
        Stamp ofLabels = labels == null ? Stamp.NONE : Stamp.of(labels);
        Seen seen = earlier.get(key);
        if (seen == null || !seen.picture().equals(ofPicture) || !seen.labels().equals(ofLabels)) {
            seen = new Seen(ofPicture, ofLabels, Look.at(picture, labels, form));
        }
        // Broken ones are few, and what keeps a file from being read may end without a change to the file.
        if (seen.look().isUsable()) {
            now.put(key, seen);
        }
        return seen.look();
    }

    /**
     * Keeps the looks for the next start; where that cannot be done, it will be a slow one. Looks of another part of
     * the same data stay, those of pictures that are gone do not.
     */
    void save() {
        if (now.entrySet().stream().allMatch(entry -> entry.getValue().equals(earlier.get(entry.getKey())))) {
            return;
        }
        Map<Path, Seen> all = new ConcurrentHashMap<>(now);
        earlier.forEach((picture, seen) -> {
            if (!now.containsKey(picture) && Files.exists(picture)) {
                all.put(picture, seen);
            }
        });
        try {
            LookFile.write(file, form, all);
        } catch (IOException e) {
            LOG.info("{}: cannot be written, so the next start looks at all pictures again: {}", file, e.getMessage());
        }
    }
}
