package io.lynceus.processor.ops;

import static org.assertj.core.api.Assertions.assertThat;

import io.lynceus.processor.streams.WorkDone;
import io.lynceus.schemas.avro.FrameDetections;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class HistogramsTest {
    @Test
    void aTimeThatNoClockHasIsRecordedAsOneThatAHistogramTakes() {
        Timer timer = Histograms.of(new SimpleMeterRegistry(), "lynceus.test", "A test's");
        Histograms.record(timer, Duration.ofDays(365_000_000));
        Histograms.record(timer, Duration.ofDays(-365_000_000));
        assertThat(timer.count()).isEqualTo(2);
        assertThat(timer.totalTime(TimeUnit.DAYS)).isEqualTo(365);
    }

    @Test
    void packetsWithTheTimesOfAnotherAgeAreCountedLikeOthers() {
        try (Meters meters = Meters.open(null, "test")) {
            ProcessMeters process = new ProcessMeters(meters, Clock.systemUTC());
            process.onPacket(Duration.ofDays(365_000), Duration.ZERO);
            Instant then = Instant.EPOCH.minus(Duration.ofDays(365_000));
            FrameDetections event = FrameDetections.newBuilder(
                            CostOfMeters.work("gate", 1).events().get(0))
                    .setCaptureTime(then)
                    .setIngestTime(then)
                    .build();
            process.onCommitted(new WorkDone(List.of(event), List.of(), List.of(), Map.of(), 0, Instant.now()));
            assertThat(meters.registry()
                            .get("lynceus.frames")
                            .tag("status", "detected")
                            .counter()
                            .count())
                    .isEqualTo(1);
            assertThat(meters.registry().get("lynceus.camera.lag").gauge().value())
                    .isEqualTo(365 * 86_400);
        }
    }
}
