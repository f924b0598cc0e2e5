package io.lynceus.processor.ops;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.stream.DoubleStream;

/** Times as histograms, all with the same buckets, so that those of several processes can be added up. */
final class Histograms {
    private static final Duration[] BUCKETS = DoubleStream.of(
                    0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 300)
            .mapToObj(seconds -> Duration.ofNanos(Math.round(seconds * 1e9)))
            .toArray(Duration[]::new);

    /** Kafka and Avro take times that no number of nanoseconds reaches. */
    private static final Duration LONGEST = Duration.ofDays(365);

    private Histograms() {}

    static Timer of(MeterRegistry registry, String name, String description) {
        return Timer.builder(name)
                .description(description)
                .serviceLevelObjectives(BUCKETS)
                .register(registry);
    }

    /** Records a time that clocks of two machines make: negative ones are none, absurd ones a year. */
    static void record(Timer timer, Duration time) {
        timer.record(possible(time));
    }

    /** A time between zero and a year. */
    static Duration possible(Duration time) {
        Duration most = time.compareTo(LONGEST) > 0 ? LONGEST : time;
        return most.isNegative() ? Duration.ZERO : most;
    }
}
