package io.lynceus.processor.bench;

import io.lynceus.processor.demo.TemporaryFolder;
import io.lynceus.processor.inference.Detector;
import io.lynceus.processor.kafka.EventReader;
import io.lynceus.processor.ledger.CameraLedger;
import io.lynceus.processor.ledger.Ledger;
import io.lynceus.processor.streams.DetectionService;
import io.lynceus.processor.streams.DetectionSettings;
import io.lynceus.processor.streams.FrameListener;
import io.lynceus.schemas.avro.FrameDetections;
import io.lynceus.vision.RunError;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** The pipeline once over a stored clip, as a reader of the detections topic sees it. */
final class PipelineRun {
    private static final Duration POLL = Duration.ofMillis(100);
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final List<FrameDetections> events = new ArrayList<>();
    private final List<CameraLedger> ledger;
    private final Measured measured;

    /**
     * Runs it to the end.
     *
     * @param frames of each camera
     */
    PipelineRun(Path video, int cameras, long frames, Detector detector) {
        try (StoredClip stored = StoredClip.of(video, cameras, frames)) {
            measured = run(stored, cameras * frames, detector);
            try (Ledger reading = Ledger.open(stored.broker())) {
                ledger = reading.catchUp();
            }
        }
    }

    /** From the first committed events to the last, without the start of the threads. */
    private Measured run(StoredClip stored, long total, Detector detector) {
        try (TemporaryFolder state = new TemporaryFolder("lynceus-bench-");
                EventReader reader = EventReader.open(stored.broker(), true);
                DetectionService service = DetectionService.start(
                        new DetectionSettings(
                                stored.broker(), "bench", stored.cameras().size(), state.path()),
                        detector,
                        FrameListener.NONE)) {
            read(reader, service, 1);
            long before = frames();
            Measured.Start start = Measured.Start.now();
            read(reader, service, total);
            return start.until(total - before);
        }
    }

    private void read(EventReader reader, DetectionService service, long wanted) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (frames() < wanted) {
            service.check();
            if (events.addAll(reader.poll(POLL))) {
                deadline = System.nanoTime() + PATIENCE.toNanos();
            } else if (System.nanoTime() > deadline) {
                throw new RunError("no event for " + PATIENCE.toSeconds() + " s, after " + events.size());
            }
        }
    }

    private long frames() {
        return events.stream().mapToLong(FrameDetections::getFrameCount).sum();
    }

    Measured measured() {
        return measured;
    }

    /** As the detections topic has them. */
    List<FrameDetections> events() {
        return events;
    }

    List<CameraLedger> ledger() {
        return ledger;
    }
}
