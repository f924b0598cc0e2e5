package io.lynceus.trainer.report;

import io.lynceus.vision.Reason;
import io.lynceus.vision.RunError;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Finds pictures that are there more than once, by their bytes. Only files of the same size are read. */
final class SameFiles {
    private SameFiles() {}

    /** Two files with the same content; may be one file that is named twice. */
    record Pair(Path first, Path second) {}

    /** Those of the second list that are among the first; for one list and itself, each pair once. */
    static List<Pair> find(List<Path> first, List<Path> second) {
        boolean itself = first == second;
        Map<Long, List<Path>> bySize = new HashMap<>();
        List<Pair> pairs = new ArrayList<>();
        if (!itself) {
            first.forEach(file -> bySize.computeIfAbsent(size(file), size -> new ArrayList<>())
                    .add(file));
        }
        for (Path file : second) {
            List<Path> alike = bySize.computeIfAbsent(size(file), size -> new ArrayList<>());
            alike.stream()
                    .filter(other -> same(other, file))
                    .findFirst()
                    .ifPresent(other -> pairs.add(new Pair(other, file)));
            if (itself) {
                alike.add(file);
            }
        }
        return pairs;
    }

    private static long size(Path file) {
        try {
            return Files.size(file);
        } catch (IOException e) {
            throw new RunError(file + ": " + Reason.of(e), e);
        }
    }

    private static boolean same(Path one, Path other) {
        try {
            return Files.mismatch(one, other) < 0;
        } catch (IOException e) {
            throw new RunError(other + ": " + Reason.of(e), e);
        }
    }
}
