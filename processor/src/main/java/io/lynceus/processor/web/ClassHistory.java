package io.lynceus.processor.web;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How many objects of each class an average frame showed, second by second, cameras added up. A camera that had no
 * frame in a second counts with what it showed last, for a while: slow cameras and a moment of delay are no dip. Not
 * thread-safe.
 */
final class ClassHistory {
    static final int SECONDS = 120;
    /** For so long a camera without frames is taken to show the same. */
    static final int HELD_SECONDS = 10;

    private final ArrayDeque<Second> seconds = new ArrayDeque<>();

    void add(String camera, Map<Integer, Integer> objects, long nowMillis) {
        long second = nowMillis / 1000;
        if (seconds.isEmpty() || seconds.getLast().epochSecond < second) {
            seconds.addLast(new Second(second, new HashMap<>()));
        }
        seconds.getLast()
                .cameras
                .computeIfAbsent(camera, name -> new Bin(second))
                .add(objects);
        while (seconds.getFirst().epochSecond <= second - SECONDS) {
            seconds.removeFirst();
        }
    }

    /** The seconds that are over, oldest first; those without a frame are there too. */
    List<Long> seconds(long nowMillis) {
        List<Long> all = new ArrayList<>();
        if (!seconds.isEmpty()) {
            long now = nowMillis / 1000;
            for (long s = Math.max(seconds.getFirst().epochSecond, now - SECONDS); s < now; s++) {
                all.add(s);
            }
        }
        return all;
    }

    /** For each of these seconds, in order, the objects of a class in an average frame, null where none was near. */
    List<@Nullable Double> counts(int classId, List<Long> wanted) {
        Map<String, Bin> latest = new HashMap<>();
        ArrayDeque<Second> coming = new ArrayDeque<>(seconds);
        List<@Nullable Double> counts = new ArrayList<>();
        for (long second : wanted) {
            while (!coming.isEmpty() && coming.getFirst().epochSecond <= second) {
                latest.putAll(coming.removeFirst().cameras);
            }
            latest.values().removeIf(bin -> second - bin.epochSecond > HELD_SECONDS);
            double sum = latest.values().stream()
                    .mapToDouble(bin -> bin.average(classId))
                    .sum();
            counts.add(latest.isEmpty() ? null : Math.round(sum * 100) / 100.0);
        }
        return counts;
    }

    private record Second(long epochSecond, Map<String, Bin> cameras) {}

    /** One camera's frames of one second. */
    private static final class Bin {
        private final long epochSecond;
        private final Map<Integer, Integer> sums = new HashMap<>();
        private int frames;

        Bin(long epochSecond) {
            this.epochSecond = epochSecond;
        }

        void add(Map<Integer, Integer> objects) {
            frames++;
            objects.forEach((classId, count) -> sums.merge(classId, count, Integer::sum));
        }

        double average(int classId) {
            return sums.getOrDefault(classId, 0) / (double) frames;
        }
    }
}
