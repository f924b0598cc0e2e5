package io.lynceus.trainer.report;

import io.lynceus.vision.Reason;
import io.lynceus.vision.RunError;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Finds pictures that are there more than once, by their bytes. Only files of the same size are read, and at first a
 * few pieces of each: all pictures of a kind that is not compressed have one size.
 */
final class SameFiles {
    private static final int PIECE = 4096;

    private SameFiles() {}

    /** Two files with the same content; may be one file that is named twice. */
    record Pair(Path first, Path second) {}

    /** Those of the second list that are among the first; for one list and itself, each pair once. */
    static List<Pair> find(List<Path> first, List<Path> second) {
        boolean itself = first == second;
        Map<Long, Integer> sizes = new HashMap<>();
        (itself ? first.stream() : Stream.concat(first.stream(), second.stream()))
                .forEach(file -> sizes.merge(size(file), 1, Integer::sum));
        Map<Look, List<Path>> byLook = new HashMap<>();
        List<Pair> pairs = new ArrayList<>();
        if (!itself) {
            first.forEach(file -> byLook.computeIfAbsent(look(file, sizes), look -> new ArrayList<>())
                    .add(file));
        }
        for (Path file : second) {
            List<Path> alike = byLook.computeIfAbsent(look(file, sizes), look -> new ArrayList<>());
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

    /** What is alike in files of the same content; the pieces count where the size alone does not tell. */
    private record Look(long size, int pieces) {}

    private static Look look(Path file, Map<Long, Integer> sizes) {
        long size = size(file);
        return new Look(size, sizes.getOrDefault(size, 0) > 1 ? pieces(file, size) : 0);
    }

    private static int pieces(Path file, long size) {
        int hash = 0;
        try (SeekableByteChannel in = Files.newByteChannel(file)) {
            for (int quarter = 1; quarter < 4; quarter++) {
                ByteBuffer piece = ByteBuffer.allocate(PIECE);
                in.position(size / 4 * quarter);
                while (piece.hasRemaining() && in.read(piece) >= 0) {
                    // until it is full, or the file ends
                }
                hash = 31 * hash + piece.flip().hashCode();
            }
            return hash;
        } catch (IOException e) {
            throw new RunError(file + ": " + Reason.of(e), e);
        }
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
