package io.lynceus.processor.bench;

import io.lynceus.processor.broker.EmbeddedBroker;
import io.lynceus.processor.capture.Camera;
import io.lynceus.processor.capture.Capture;
import io.lynceus.processor.capture.CaptureOptions;
import io.lynceus.processor.capture.KafkaPacketSink;
import io.lynceus.processor.demo.TemporaryFolder;
import io.lynceus.processor.inference.Detector;
import io.lynceus.processor.kafka.EventReader;
import io.lynceus.processor.kafka.RecordSizes;
import io.lynceus.processor.kafka.TopicLayout;
import io.lynceus.processor.kafka.TopicSetup;
import io.lynceus.processor.streams.DetectionService;
import io.lynceus.processor.streams.DetectionSettings;
import io.lynceus.schemas.avro.FrameDetections;
import io.lynceus.vision.RunError;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;

/**
 * Cameras at their own pace through capture, broker and process in this JVM, as a reader of the detections topic sees
 * it. One thread.
 */
final class LiveRun {
    private static final Duration POLL = Duration.ofMillis(20);

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    /** Between the starts of two cameras: so long that their frames do not come together. */
    private static final Duration APART = Duration.ofMillis(62);

    private final Path video;
    private final int threads;
    private final Duration warmUp;
    private final Duration length;
    private final Map<String, Instant> made = new ConcurrentHashMap<>();
    private final List<Double> latencies = new ArrayList<>();
    private final List<Double> making = new ArrayList<>();
    private final List<Double> committing = new ArrayList<>();
    private double lag;

    LiveRun(Path video, int threads, Duration warmUp, Duration length) {
        this.video = video;
        this.threads = threads;
        this.warmUp = warmUp;
        this.length = length;
    }

    /**
     * What came of it; times in milliseconds.
     *
     * @param in frames a second
     * @param out frames with an event a second
     * @param latencies from capture to a reader
     * @param making from capture to the event, before its transaction is over
     * @param committing from there to the reader
     * @param lag how old the last frame was that came out
     * @param millis CPU time a frame
     */
    record Seen(
            double in,
            double out,
            Quantiles latencies,
            Quantiles making,
            Quantiles committing,
            double lag,
            ThreadParts millis) {}

    Seen run(int cameras, Detector detector) {
        try (EmbeddedBroker broker = EmbeddedBroker.start(0);
                TemporaryFolder state = new TemporaryFolder("lynceus-bench-")) {
            try (TopicSetup topics = TopicSetup.open(broker.connection())) {
                topics.create(new TopicLayout(threads, 1, RecordSizes.LARGEST));
            }
            try (EventReader reader = EventReader.open(broker.connection(), true);
                    DetectionService service = DetectionService.start(
                            new DetectionSettings(broker.connection(), "bench", threads, state.path()),
                            detector,
                            (event, frame) -> made.put(event.getFrameId(), Instant.now()));
                    KafkaPacketSink sink = KafkaPacketSink.open(broker.connection())) {
                List<Capture> all = start(cameras, sink);
                try {
                    awaitFirst(reader, service);
                    read(reader, service, warmUp);
                    clear();
                    long before = packets(all);
                    ThreadParts cpu = ThreadParts.now();
                    long begun = System.nanoTime();
                    long frames = read(reader, service, length);
                    double seconds = (System.nanoTime() - begun) / 1e9;
                    ThreadParts used = ThreadParts.now().since(cpu);
                    return new Seen(
                            (packets(all) - before) / seconds,
                            frames / seconds,
                            Quantiles.of(latencies),
                            Quantiles.of(making),
                            Quantiles.of(committing),
                            lag,
                            used.a(frames));
                } finally {
                    all.forEach(Capture::close);
                }
            }
        }
    }

    private List<Capture> start(int cameras, KafkaPacketSink sink) {
        CaptureOptions pace = new CaptureOptions(false, CaptureOptions.FOREVER);
        List<Capture> all = new ArrayList<>();
        for (int number = 1; number <= cameras; number++) {
            all.add(Capture.start(new Camera("camera-" + number, video.toString()), pace, sink, Clock.systemUTC()));
            LockSupport.parkNanos(APART.toNanos());
        }
        return all;
    }

    /** The cameras' decoders and the stream threads are at work when the first event is there. */
    private void awaitFirst(EventReader reader, DetectionService service) {
        long until = System.nanoTime() + PATIENCE.toNanos();
        while (read(reader, service, POLL) == 0) {
            if (System.nanoTime() > until) {
                throw new RunError("no event within " + PATIENCE.toSeconds() + " s of the cameras' start");
            }
        }
    }

    private static long packets(List<Capture> all) {
        return all.stream().mapToLong(Capture::packets).sum();
    }

    private void clear() {
        latencies.clear();
        making.clear();
        committing.clear();
        lag = 0;
    }

    private long read(EventReader reader, DetectionService service, Duration time) {
        long frames = 0;
        long until = System.nanoTime() + time.toNanos();
        while (System.nanoTime() < until) {
            service.check();
            for (FrameDetections event : reader.poll(POLL)) {
                frames += event.getFrameCount();
                seen(event);
            }
        }
        return frames;
    }

    private void seen(FrameDetections event) {
        Instant now = Instant.now();
        Instant ingest = event.getIngestTime();
        lag = millis(ingest, now);
        latencies.add(lag);
        Instant then = made.remove(event.getFrameId());
        if (then != null) {
            making.add(millis(ingest, then));
            committing.add(millis(then, now));
        }
    }

    private static double millis(Instant from, Instant to) {
        return Duration.between(from, to).toNanos() / 1e6;
    }
}
