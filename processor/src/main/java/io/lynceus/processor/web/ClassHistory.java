package io.lynceus.processor.web;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How many objects of each class an average frame showed, second by second, cameras added up. Not thread-safe. */
final class ClassHistory {
    static final int SECONDS = 120;

    private final ArrayDeque<Second> seconds = new ArrayDeque<>();

    void add(String camera, Map<Integer, Integer> objects, long nowMillis) {
        long second = nowMillis / 1000;
        if (seconds.isEmpty() || seconds.getLast().epochSecond < second) {
            seconds.addLast(new Second(second));
        }
        seconds.getLast().add(camera, objects);
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

    /** For each of these seconds the objects of a class in an average frame, null where there was no frame. */
    List<@Nullable Double> counts(int classId, List<Long> wanted) {
        Map<Long, Second> bySecond = new HashMap<>();
        for (Second second : seconds) {
            bySecond.put(second.epochSecond, second);
        }
        List<@Nullable Double> counts = new ArrayList<>();
        for (Long second : wanted) {
            Second bin = bySecond.get(second);
            counts.add(bin == null ? null : bin.average(classId));
        }
        return counts;
    }

    private static final class Second {
        private final long epochSecond;
        private final Map<String, Bin> cameras = new HashMap<>();

        Second(long epochSecond) {
            this.epochSecond = epochSecond;
        }

        void add(String camera, Map<Integer, Integer> objects) {
            Bin bin = cameras.computeIfAbsent(camera, name -> new Bin());
            bin.frames++;
            objects.forEach((classId, count) -> bin.sums.merge(classId, count, Integer::sum));
        }

        double average(int classId) {
            double sum = 0;
            for (Bin bin : cameras.values()) {
                sum += bin.sums.getOrDefault(classId, 0) / (double) bin.frames;
            }
            return Math.round(sum * 100) / 100.0;
        }
    }

    private static final class Bin {
        private int frames;
        private final Map<Integer, Integer> sums = new HashMap<>();
    }
}
