package io.lynceus.processor.ops;

import io.lynceus.processor.streams.WorkDone;
import io.lynceus.schemas.avro.CaptureTimeSource;
import io.lynceus.schemas.avro.Detection;
import io.lynceus.schemas.avro.EncodedPacket;
import io.lynceus.schemas.avro.FrameDetections;
import io.lynceus.schemas.avro.FrameStatus;
import io.lynceus.schemas.avro.ModelInfo;
import io.lynceus.schemas.avro.ZoneEvent;
import io.lynceus.schemas.avro.ZoneEventKind;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * What the meters cost a frame: all that is called for one frame of eight objects, in transactions of eight frames, of
 * a hundred cameras. Prints nanoseconds a frame; run it by hand, see PERFORMANCE.md.
 */
final class CostOfMeters {
    private static final int CAMERAS = 100;
    private static final int TRANSACTION = 8;
    private static final int ROUNDS = 200_000;

    private CostOfMeters() {}

    /** @param arguments none */
    public static void main(String[] arguments) {
        ThreadMXBean cpu = ManagementFactory.getThreadMXBean();
        try (Meters meters = Meters.open(null, "bench")) {
            ProcessMeters process = new ProcessMeters(meters, Clock.systemUTC());
            List<WorkDone> work = IntStream.range(0, CAMERAS)
                    .mapToObj(camera -> work("camera" + camera, TRANSACTION))
                    .toList();
            for (int round = 0; round < 5; round++) {
                long begun = cpu.getCurrentThreadCpuTime();
                for (int i = 0; i < ROUNDS; i++) {
                    WorkDone done = work.get(i % CAMERAS);
                    for (FrameDetections event : done.events()) {
                        process.onPacket(Duration.ofMillis(3), Duration.ofMillis(4));
                        process.onDetected(Duration.ofMillis(20));
                        process.onHeld(event.getCamera(), 2);
                        process.onBatch(1, 0, 20_000_000);
                    }
                    process.onCommitted(done);
                }
                long frames = (long) ROUNDS * TRANSACTION;
                System.out.printf(
                        "%.0f ns of CPU time a frame%n", (cpu.getCurrentThreadCpuTime() - begun) / (double) frames);
            }
        }
    }

    static WorkDone work(String camera, int frames) {
        List<FrameDetections> events =
                IntStream.range(0, frames).mapToObj(i -> event(camera, i)).toList();
        return new WorkDone(events, List.of(), List.of(zone(camera)), Map.of(), 0, Instant.now());
    }

    private static FrameDetections event(String camera, int number) {
        Detection detection = Detection.newBuilder()
                .setClassId(0)
                .setLabel("person")
                .setScore(0.9f)
                .setX1(0)
                .setY1(0)
                .setX2(1)
                .setY2(1)
                .build();
        return FrameDetections.newBuilder()
                .setFrameId(camera + number)
                .setCamera(camera)
                .setEpoch(1)
                .setSequence(number)
                .setPts((long) number)
                .setTimeBaseNumerator(1)
                .setTimeBaseDenominator(10)
                .setCaptureTime(Instant.now())
                .setCaptureTimeSource(CaptureTimeSource.FILE)
                .setIngestTime(Instant.now())
                .setProcessingTime(Instant.now())
                .setWidth(64)
                .setHeight(48)
                .setStatus(FrameStatus.DETECTED)
                .setModel(new ModelInfo("m", "1", "0", "e", "fp32", 64, 64, 0.25f, 0.45f))
                .setDetections(java.util.Collections.nCopies(8, detection))
                .setOriginTopic("packets")
                .setOriginPartition(0)
                .setOriginOffset(number)
                .build();
    }

    private static ZoneEvent zone(String camera) {
        return ZoneEvent.newBuilder()
                .setEventId(camera)
                .setCamera(camera)
                .setZone("door")
                .setKind(ZoneEventKind.ENTERED)
                .setFrameId(camera)
                .setEpoch(1)
                .setCaptureTime(Instant.now())
                .setTime(Instant.now())
                .build();
    }

    static EncodedPacket packet(String camera) {
        return EncodedPacket.newBuilder()
                .setCamera(camera)
                .setEpoch(1)
                .setSequence(0)
                .setPts(0L)
                .setCodec("mjpeg")
                .setKeyframe(true)
                .setWidth(64)
                .setHeight(48)
                .setTimeBaseNumerator(1)
                .setTimeBaseDenominator(10)
                .setCaptureTime(Instant.now())
                .setCaptureTimeSource(CaptureTimeSource.FILE)
                .setIngestTime(Instant.now())
                .setData(ByteBuffer.allocate(1))
                .build();
    }
}
