package io.lynceus.processor.streams;

import io.lynceus.processor.config.Overload;
import io.lynceus.processor.inference.Detector;
import io.lynceus.schemas.avro.EncodedPacket;
import io.lynceus.schemas.avro.FrameDetections;
import io.lynceus.schemas.avro.FrameStatus;
import io.lynceus.vision.pixels.DecodedFrame;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/** The cameras of one partition: packets in, events out, on the stream thread that owns the partition. */
final class DetectProcessor implements Processor<String, EncodedPacket, String, FrameDetections>, Outcomes {
    /** Name of the store with each camera's {@link Progress}. */
    static final String PROGRESS = "progress";

    private static final Duration LOOK = Duration.ofSeconds(5);
    /** Longer than a network is slow, shorter than people wait. */
    private static final Duration QUIET = Duration.ofSeconds(30);

    private final Detector detector;
    private final Events events;
    private final FrameListener listener;
    private final PacketReplay replay;
    private final Overload overload;
    private final Clock clock;
    private final CommitPace pace;
    /** When each camera's latest packet came, or when it was first missed. */
    private final Map<String, Long> quietSince = new HashMap<>();

    private final Map<String, CameraDecoding> cameras = new HashMap<>();
    private @Nullable ProcessorContext<String, FrameDetections> context;

    private @Nullable KeyValueStore<String, Progress> progress;

    DetectProcessor(
            Detector detector,
            Events events,
            FrameListener listener,
            PacketReplay replay,
            Overload overload,
            Clock clock,
            CommitPace pace) {
        this.detector = detector;
        this.events = events;
        this.listener = listener;
        this.replay = replay;
        this.overload = overload;
        this.clock = clock;
        this.pace = pace;
    }

    @Override
    public void init(ProcessorContext<String, FrameDetections> given) {
        context = given;
        progress = given.getStateStore(PROGRESS);
        given.schedule(LOOK, PunctuationType.WALL_CLOCK_TIME, this::rest);
    }

    @Override
    public void process(Record<String, EncodedPacket> input) {
        EncodedPacket packet = input.value();
        if (packet == null) {
            return;
        }
        PacketFacts facts = PacketFacts.of(packet, origin());
        quietSince.put(facts.camera(), running().currentSystemTimeMs());
        CameraDecoding camera = cameras.get(facts.camera());
        if (camera == null) {
            camera = resumed(facts.camera(), facts.origin().offset());
        }
        camera.accept(packet, facts, this);
        stored().put(facts.camera(), camera.progress());
        if (camera.ended()) {
            forget(facts.camera(), camera);
        }
    }

    /** A camera that this task has not met yet: a new one, or one to go on with after a restart, a rebalance or a rest. */
    private CameraDecoding resumed(String name, long next) {
        CameraDecoding camera = new CameraDecoding(name, new FrameChoice(overload.of(name), clock));
        cameras.put(name, camera);
        Progress known = stored().get(name);
        if (known != null) {
            camera.resume(known, next, replay, this);
        }
        return camera;
    }

    /** Gives out what is held back of cameras from which nothing comes any more, as of one whose capture was killed for good. */
    private void rest(long now) {
        List<Progress> open = new ArrayList<>();
        try (KeyValueIterator<String, Progress> all = stored().all()) {
            all.forEachRemaining(entry -> {
                if (entry.value.open()) {
                    open.add(entry.value);
                }
            });
        }
        for (Progress progress : open) {
            String name = progress.camera();
            Long since = quietSince.putIfAbsent(name, now);
            if (since != null && now - since >= QUIET.toMillis()) {
                CameraDecoding known = cameras.get(name);
                CameraDecoding camera = known == null ? resumed(name, progress.end()) : known;
                stored().put(name, camera.rest(this));
                forget(name, camera);
            }
        }
    }

    private void forget(String name, CameraDecoding camera) {
        camera.close();
        cameras.remove(name);
        quietSince.remove(name);
    }

    @Override
    public void frame(PacketFacts packet, DecodedFrame frame) {
        FrameDetections event = frame.corrupt()
                ? events.undetected(
                        packet,
                        frame.width(),
                        frame.height(),
                        FrameStatus.DECODE_ERROR,
                        "the picture is damaged, the decoder filled in")
                : events.detected(packet, frame.width(), frame.height(), detector.detect(frame));
        emit(event, frame);
    }

    @Override
    public void none(PacketFacts packet, FrameStatus status, String reason) {
        emit(events.undetected(packet, packet.width(), packet.height(), status, reason), null);
    }

    @Override
    public void skipped(SkippedRun run) {
        emit(events.skipped(run), null);
    }

    private void emit(FrameDetections event, @Nullable DecodedFrame frame) {
        listener.onFrame(event, frame);
        // Kafka's own timestamp is the ingest clock, which is ours: brokers refuse records too far from their time, and
        // a camera's
        // clock may be anywhere. The capture time is in the event.
        long timestamp = Math.max(0, event.getIngestTime().toEpochMilli());
        running().forward(new Record<>(event.getCamera(), event, timestamp));
        if (pace.isDue(event.getIngestTime())) {
            running().commit();
        }
    }

    private PacketFacts.Origin origin() {
        RecordMetadata metadata = running().recordMetadata().orElseThrow();
        return new PacketFacts.Origin(metadata.topic(), metadata.partition(), metadata.offset());
    }

    private ProcessorContext<String, FrameDetections> running() {
        if (context == null) {
            throw new IllegalStateException("not initialised");
        }
        return context;
    }

    private KeyValueStore<String, Progress> stored() {
        if (progress == null) {
            throw new IllegalStateException("not initialised");
        }
        return progress;
    }

    @Override
    public void close() {
        cameras.values().forEach(CameraDecoding::close);
        cameras.clear();
        quietSince.clear();
    }
}
