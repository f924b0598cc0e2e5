package io.lynceus.processor.playback;

import io.lynceus.processor.kafka.Placed;
import io.lynceus.processor.kafka.StretchReader;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Looks for a frame by halves: a camera's records are in the order of its frames. One thread, that of the reader.
 *
 * @param <T> the topic's records, each of a frame
 */
final class FrameSearch<T> {
    /** Longer than a connection is without a packet: then capture makes another. */
    private static final Duration OFF = Duration.ofSeconds(20);

    private static final Duration FOR_EVER = Duration.ofDays(36_500);

    private final StretchReader<T> reader;
    private final Function<T, FrameName> names;
    private final Function<T, Instant> times;

    /**
     * @param names of the frames that records are of
     * @param times when capture had those frames
     */
    FrameSearch(StretchReader<T> reader, Function<T, FrameName> names, Function<T, Instant> times) {
        this.reader = reader;
        this.names = names;
        this.times = times;
    }

    /** The frame's record in a partition; null when it is not there. */
    @Nullable
    Placed<T> find(FrameName frame, int partition) {
        Placed<T> found = from(frame, partition, OFF);
        if (found == null || !names.apply(found.value()).equals(frame)) {
            // Of a camera with a picture now and then, or by clocks that do not agree, all is read.
            found = from(frame, partition, FOR_EVER);
        }
        return found == null || !names.apply(found.value()).equals(frame) ? null : found;
    }

    /**
     * The camera's first record in a partition that is of a frame or of a later one, as far as is seen at once.
     *
     * @return null when there is none
     */
    @Nullable
    Placed<T> from(FrameName frame, int partition) {
        return from(frame, partition, OFF);
    }

    /** @param off a camera that has no record for so long is off, and its connection, the frame's epoch, is over */
    private @Nullable Placed<T> from(FrameName frame, int partition, Duration off) {
        long low = reader.beginnings().getOrDefault(partition, 0L);
        long high = reader.ends().getOrDefault(partition, 0L);
        Placed<T> best = null;
        while (low < high) {
            long middle = low + (high - low) / 2;
            Look<T> look = look(frame.camera(), partition, middle, high, off);
            Placed<T> found = look.found;
            if (found == null) {
                if (look.before(frame)) {
                    low = middle + 1;
                } else {
                    high = middle;
                }
            } else if (names.apply(found.value()).compareTo(frame) < 0) {
                low = found.offset() + 1;
            } else {
                best = found;
                high = middle;
            }
        }
        return best;
    }

    /**
     * What is there from an offset on.
     *
     * @param found the camera's first record; null when it is off
     * @param time of the first record of any camera; null when there is none
     * @param whole whether all up to the end was looked at
     */
    private record Look<T>(
            @Nullable Placed<T> found, @Nullable Instant time, boolean whole) {
        /** True when it is off because its connection is still to come: epochs are its time in microseconds. */
        boolean before(FrameName frame) {
            return !whole && time != null && ChronoUnit.MICROS.between(Instant.EPOCH, time) < frame.epoch();
        }
    }

    private Look<T> look(String camera, int partition, long from, long to, Duration off) {
        List<Placed<T>> found = new ArrayList<>();
        List<Instant> first = new ArrayList<>();
        boolean[] whole = {true};
        reader.readWhile(Map.of(partition, from), Map.of(partition, to), record -> {
            Instant time = times.apply(record.value());
            if (first.isEmpty()) {
                first.add(time);
            }
            if (names.apply(record.value()).camera().equals(camera)) {
                found.add(record);
            }
            whole[0] = time.isBefore(first.get(0).plus(off));
            return found.isEmpty() && whole[0];
        });
        return new Look<>(found.isEmpty() ? null : found.get(0), first.isEmpty() ? null : first.get(0), whole[0]);
    }
}
