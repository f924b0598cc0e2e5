package io.lynceus.processor.streams;

import io.lynceus.processor.config.Overload;
import io.lynceus.processor.inference.Detector;
import io.lynceus.schemas.avro.EncodedPacket;
import io.lynceus.schemas.avro.FrameDetections;
import io.lynceus.schemas.avro.FrameStatus;
import io.lynceus.vision.pixels.DecodedFrame;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.streams.processor.Cancellable;
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

    private static final Duration LOOK = Duration.ofSeconds(1);

    private final Detector detector;
    private final Events events;
    private final FrameListener listener;
    private final PacketReplay replay;
    private final Overload overload;
    private final Clock clock;
    private final CommitPace pace;
    private final Duration mostReplay;
    private final Baton baton;
    private final SilentCameras silent = new SilentCameras();
    private final Map<String, CameraDecoding> cameras = new HashMap<>();
    private @Nullable ProcessorContext<String, FrameDetections> context;
    private @Nullable KeyValueStore<String, Progress> progress;
    private @Nullable Cancellable looks;
    private boolean looked;
    private Duration inEngine = Duration.ZERO;

    DetectProcessor(
            Detector detector,
            Events events,
            FrameListener listener,
            PacketReplay replay,
            Overload overload,
            Clock clock,
            CommitPace pace,
            Duration mostReplay,
            Baton baton) {
        this.detector = detector;
        this.events = events;
        this.listener = listener;
        this.replay = replay;
        this.overload = overload;
        this.clock = clock;
        this.pace = pace;
        this.mostReplay = mostReplay;
        this.baton = baton;
    }

    @Override
    public void init(ProcessorContext<String, FrameDetections> given) {
        context = given;
        progress = given.getStateStore(PROGRESS);
        looks = given.schedule(LOOK, PunctuationType.WALL_CLOCK_TIME, this::look);
    }

    @Override
    public void process(Record<String, EncodedPacket> input) {
        EncodedPacket packet = input.value();
        if (packet == null) {
            return;
        }
        PacketFacts facts = PacketFacts.of(packet, origin());
        silent.heard(facts.camera(), running().currentSystemTimeMs());
        CameraDecoding camera = cameras.get(facts.camera());
        if (camera == null) {
            camera = begun(facts.camera());
            Progress known = stored().get(facts.camera());
            if (known != null) {
                camera.resume(known);
                catchUp(camera, known, facts.origin().offset());
            }
        }
        camera.accept(packet, facts, this);
        stored().put(facts.camera(), camera.progress());
        if (camera.ended()) {
            forget(facts.camera(), camera);
        }
    }

    /** A camera that this task has not met yet: a new one, or one to go on with after a restart, a rebalance or a rest. */
    private CameraDecoding begun(String name) {
        CameraDecoding camera = new CameraDecoding(name, new FrameChoice(overload.of(name), clock));
        cameras.put(name, camera);
        return camera;
    }

    /** Decodes again what a camera builds on. The engine's time for frames that are given out meanwhile does not count. */
    private void catchUp(CameraDecoding camera, Progress known, long next) {
        Instant end = clock.instant().plus(mostReplay).minus(inEngine);
        camera.catchUp(known, next, replay, () -> clock.instant().isBefore(end.plus(inEngine)), this);
        running().commit();
    }

    /**
     * Brings a camera to rest from which nothing has come for long, as of one whose capture was killed for good: gives out what is held back
     * and frees its decoder. One at a time, and then a commit: each may read packets again.
     */
    private void look(long now) {
        baton.giveBack(this);
        if (!looked) {
            missStored(now);
            looked = true;
        }
        String name = silent.longest(now);
        if (name != null && baton.take(this)) {
            rest(name);
            running().commit();
        }
    }

    /** Cameras that had frames to give out when this task came here. */
    private void missStored(long now) {
        try (KeyValueIterator<String, Progress> all = stored().all()) {
            all.forEachRemaining(entry -> {
                if (entry.value.open()) {
                    silent.missed(entry.key, now);
                }
            });
        }
    }

    private void rest(String name) {
        CameraDecoding camera = cameras.get(name);
        if (camera == null) {
            Progress known = Objects.requireNonNull(stored().get(name));
            camera = begun(name);
            camera.resume(known);
            if (!known.due().isEmpty()) {
                catchUp(camera, known, known.end());
            }
        }
        stored().put(name, camera.rest(this));
        forget(name, camera);
    }

    private void forget(String name, CameraDecoding camera) {
        camera.close();
        cameras.remove(name);
        silent.forget(name);
    }

    @Override
    public void frame(PacketFacts packet, DecodedFrame frame) {
        Instant before = clock.instant();
        FrameDetections event = frame.corrupt()
                ? events.undetected(
                        packet,
                        frame.width(),
                        frame.height(),
                        FrameStatus.DECODE_ERROR,
                        "the picture is damaged, the decoder filled in")
                : events.detected(packet, frame.width(), frame.height(), detector.detect(frame));
        inEngine = inEngine.plus(Duration.between(before, clock.instant()));
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
        baton.giveBack(this);
        if (looks != null) {
            looks.cancel();
        }
    }
}
