package io.lynceus.processor.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.lynceus.processor.kafka.Codecs;
import io.lynceus.schemas.avro.CaptureTimeSource;
import io.lynceus.schemas.avro.Detection;
import io.lynceus.schemas.avro.FrameDetections;
import io.lynceus.schemas.avro.FrameStatus;
import io.lynceus.schemas.avro.ModelInfo;
import java.time.Instant;
import java.util.Collections;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;

/** What the plan takes an event for is what one weighs. */
class EventSizeTest {
    @Test
    void anEventAndABoxInItAreAsLargeAsThePlanHasThem() {
        int empty = bytes(0);
        int full = bytes(8);
        assertThat((double) empty).isCloseTo(KafkaFigures.EVENT, Percentage.withPercentage(15));
        assertThat((full - empty) / 8.0).isCloseTo(KafkaFigures.BOX, Percentage.withPercentage(15));
    }

    private static int bytes(int boxes) {
        Instant now = Instant.parse("2026-01-02T03:04:05.123456Z");
        FrameDetections event = FrameDetections.newBuilder()
                .setFrameId("camera-1234:1795730010072460:106000")
                .setCamera("camera-1234")
                .setEpoch(1_795_730_010_072_460L)
                .setSequence(106_000)
                .setPts(106_000 * 512L)
                .setTimeBaseNumerator(1)
                .setTimeBaseDenominator(12_800)
                .setCaptureTime(now)
                .setCaptureTimeSource(CaptureTimeSource.SENDER_REPORT)
                .setIngestTime(now)
                .setProcessingTime(now)
                .setWidth(1920)
                .setHeight(1080)
                .setStatus(FrameStatus.DETECTED)
                .setModel(new ModelInfo(
                        "gelan-t-vtest", "2", "0".repeat(64), "onnxruntime-cpu", "fp32", 384, 384, 0.25f, 0.45f))
                .setDetections(
                        Collections.nCopies(boxes, new Detection(0, "person", 0.9f, 0.1f, 0.2f, 0.3f, 0.4f, 70_000L)))
                .setOriginTopic("lynceus.packets")
                .setOriginPartition(3)
                .setOriginOffset(1_200_000)
                .setApplication("lynceus-detect")
                .build();
        return Codecs.SINGLE_OBJECT.detections().serializer().serialize("detections", event).length;
    }
}
