package io.lynceus.processor.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.lynceus.schemas.avro.CaptureTimeSource;
import io.lynceus.schemas.avro.FrameDetections;
import io.lynceus.schemas.avro.FrameStatus;
import io.lynceus.schemas.avro.ModelInfo;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What process and tail say of events that stand for several frames. */
class ProcessTextTest {
    @Test
    void aRowNamesTheFirstAndTheLastFrameOfARun() {
        assertThat(EventText.row(skipped(10, 33)))
                .contains("gate")
                .contains(" 10-33  SKIPPED")
                .endsWith("sampled out");
        assertThat(EventText.row(skipped(10, 10))).contains(" 10  SKIPPED");
        assertThat(EventText.json(skipped(10, 33)))
                .contains("\"lastSequence\": 33")
                .contains("\"frameCount\": 24");
    }

    @Test
    void theStatusCountsFramesAndSaysHowManyWereSkipped() {
        ProcessCount count = new ProcessCount();
        count.onFrame(
                FrameDetections.newBuilder(skipped(0, 0))
                        .setStatus(FrameStatus.DETECTED)
                        .build(),
                null);
        assertThat(count.text(1.25)).isEqualTo("process: 1 frames, 1.3/s");
        count.onFrame(skipped(1, 1_400), null);
        assertThat(count.frames()).isEqualTo(1_401);
        assertThat(count.text(-1)).isEqualTo("process: 1,401 frames, 1,400 of them skipped");
    }

    @Test
    void theStatusSaysHowFarBehindItIsAndHowLongFramesTake() {
        ProcessCount count = new ProcessCount();
        assertThat(count.behind(-1)).isEmpty();
        for (int i = 1; i <= 100; i++) {
            count.onFrame(
                    FrameDetections.newBuilder(skipped(i, i))
                            .setStatus(FrameStatus.DETECTED)
                            .setProcessingTime(Instant.EPOCH.plusMillis(i))
                            .build(),
                    null);
        }
        count.onFrame(skipped(101, 200), null);
        assertThat(count.behind(1_234)).isEqualTo(", 1,234 packets behind, latency 50 ms (p95 95 ms)");
        assertThat(count.behind(0)).as("nothing since").isEqualTo(", 0 packets behind");
        count.onFrame(
                FrameDetections.newBuilder(skipped(1, 1))
                        .setStatus(FrameStatus.DETECTED)
                        .setProcessingTime(Instant.EPOCH.plusSeconds(3_700))
                        .build(),
                null);
        assertThat(count.behind(-1)).isEqualTo(", latency 3,700 s (p95 3,700 s)");
    }

    private static FrameDetections skipped(long first, long last) {
        return FrameDetections.newBuilder()
                .setFrameId("gate/1/" + first)
                .setCamera("gate")
                .setEpoch(1)
                .setSequence(first)
                .setLastSequence(last == first ? null : Long.valueOf(last))
                .setFrameCount((int) (last - first + 1))
                .setPts(first)
                .setTimeBaseNumerator(1)
                .setTimeBaseDenominator(10)
                .setCaptureTime(Instant.EPOCH)
                .setCaptureTimeSource(CaptureTimeSource.FILE)
                .setIngestTime(Instant.EPOCH)
                .setProcessingTime(Instant.EPOCH)
                .setWidth(8)
                .setHeight(8)
                .setStatus(FrameStatus.SKIPPED)
                .setReason("sampled out")
                .setModel(new ModelInfo("m", "1", "00", "none", "fp32", 8, 8, 0.25f, 0.45f))
                .setDetections(List.of())
                .setOriginTopic("t")
                .setOriginPartition(0)
                .setOriginOffset(first)
                .build();
    }
}
