package io.lynceus.processor.streams;

import io.lynceus.processor.pipeline.CameraPipeline;
import io.lynceus.processor.pipeline.FrameRecords;
import io.lynceus.processor.pipeline.Outcomes;
import io.lynceus.processor.pipeline.PacketFacts;
import io.lynceus.processor.pipeline.Progress;
import io.lynceus.processor.pipeline.SkippedFrames;
import io.lynceus.schemas.avro.CountWindow;
import io.lynceus.schemas.avro.EncodedPacket;
import io.lynceus.schemas.avro.FrameDetections;
import io.lynceus.schemas.avro.FrameStatus;
import io.lynceus.schemas.avro.TrackEvent;
import io.lynceus.schemas.avro.ZoneEvent;
import io.lynceus.vision.boxes.Detection;
import io.lynceus.vision.pixels.DecodedFrame;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.streams.processor.Cancellable;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;

/**
 * The cameras of one partition: packets in, events out, on the stream thread that owns the partition. The glue between
 * Kafka Streams, the cameras' pipelines and the detector.
 */
final class DetectProcessor implements Processor<String, EncodedPacket, String, SpecificRecord> {
    /** Name of the store with each camera's {@link Progress}. */
    static final String PROGRESS = "progress";

    /** What log lines of a packet's work carry. */
    private static final String CAMERA = "camera";

    private static final String FRAME = "frame";
    private static final Duration LOOK = Duration.ofSeconds(1);

    private final DetectParts parts;
    private final Events events;
    private final CommitPace pace;
    private final Baton baton;
    private final SilentCameras silent = new SilentCameras();
    private final Map<String, CameraPipeline> cameras = new HashMap<>();
    private final Map<String, Missing> numbered = new HashMap<>();
    private @Nullable ProcessorContext<String, SpecificRecord> context;
    private @Nullable KeyValueStore<String, Progress> progress;
    private @Nullable Cancellable looks;
    private boolean looked;
    private Duration inEngine = Duration.ZERO;

    /**
     * @param pace shared by all tasks
     * @param baton shared by all tasks
     */
    DetectProcessor(DetectParts parts, Events events, CommitPace pace, Baton baton) {
        this.parts = parts;
        this.events = events;
        this.pace = pace;
        this.baton = baton;
    }

    @Override
    public void init(ProcessorContext<String, SpecificRecord> given) {
        context = given;
        progress = given.getStateStore(PROGRESS);
        looks = given.schedule(LOOK, PunctuationType.WALL_CLOCK_TIME, this::look);
    }

    @Override
    public void process(Record<String, EncodedPacket> input) {
        EncodedPacket packet = input.value();
        if (packet == null) {
            done(origin());
            return;
        }
        PacketFacts facts = PacketFacts.of(packet, origin());
        MDC.put(CAMERA, facts.camera());
        MDC.put(FRAME, facts.frameId());
        try {
            work(packet, facts);
        } finally {
            MDC.remove(CAMERA);
            MDC.remove(FRAME);
        }
    }

    private void work(EncodedPacket packet, PacketFacts facts) {
        String name = facts.camera();
        silent.heard(name, running().currentSystemTimeMs());
        CameraPipeline camera = cameras.get(name);
        if (camera == null) {
            camera = begun(name);
            Progress known = stored().get(name);
            if (known != null) {
                camera.resume(known);
                catchUp(camera, known, facts.origin().offset());
            }
        }
        if (!packet.getEndOfStream()) {
            noticeMissing(facts);
        }
        Instant begun = parts.clock().instant();
        Duration before = inEngine;
        camera.accept(packet, facts);
        store(name, camera.progress());
        Duration work = Duration.between(begun, parts.clock().instant()).minus(inEngine.minus(before));
        parts.watch().onPacket(Duration.between(facts.ingestTime(), begun), work);
        done(facts.origin());
        if (camera.ended()) {
            forget(name, camera);
        }
    }

    private void done(PacketFacts.Origin record) {
        parts.backlog().worked(record.topic(), record.partition(), record.offset());
    }

    private void noticeMissing(PacketFacts packet) {
        long missing = numbered.computeIfAbsent(packet.camera(), unknown -> new Missing())
                .before(packet);
        if (missing > 0) {
            parts.work().missing(packet.camera(), missing);
        }
    }

    private void store(String name, Progress now) {
        stored().put(name, now);
        SkippedFrames skipped = now.skipped();
        parts.watch().onHeld(name, now.due().size() + (skipped == null ? 0 : skipped.count()));
    }

    /**
     * A camera that this task has not met yet: a new one, or one to go on with after a restart, a rebalance or a rest.
     */
    private CameraPipeline begun(String name) {
        CameraPipeline camera = new CameraPipeline(
                name,
                parts.overload().of(name),
                parts.damaged().of(name),
                parts.decoders().of(name),
                parts.clock(),
                parts.stages().of(name, new StageRecords()),
                new EventOutcomes());
        cameras.put(name, camera);
        return camera;
    }

    /** Decodes again what a camera builds on. */
    private void catchUp(CameraPipeline camera, Progress known, long next) {
        Instant begun = parts.clock().instant();
        BooleanSupplier goOn = parts.replayTime().start(() -> inEngine);
        AtomicLong packets = new AtomicLong();
        camera.catchUp(known, next, parts.replay(), () -> {
            packets.incrementAndGet();
            return goOn.getAsBoolean();
        });
        parts.watch().onReplay(Duration.between(begun, parts.clock().instant()), packets.get());
        running().commit();
    }

    /**
     * Brings cameras to rest from which nothing has come for long, as of those whose capture was killed for good: gives
     * out what is held back and frees their decoders. Of those with frames for the model one at a time, and then a
     * commit: each may read packets again.
     */
    private void look(long now) {
        baton.giveBack(this);
        if (!looked) {
            missStored(now);
            looked = true;
        }
        boolean more = true;
        while (more) {
            String name = silent.longest(now);
            more = name != null && baton.take(this) && !rest(name);
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

    /** Brings one camera to rest; true when it had frames for the model. */
    private boolean rest(String name) {
        Progress known = Objects.requireNonNull(stored().get(name));
        boolean held = !known.due().isEmpty();
        CameraPipeline camera = cameras.get(name);
        if (camera == null) {
            camera = begun(name);
            camera.resume(known);
            if (held) {
                catchUp(camera, known, known.end());
            }
        }
        store(name, camera.rest());
        forget(name, camera);
        running().commit();
        return held;
    }

    private void forget(String name, CameraPipeline camera) {
        camera.close();
        cameras.remove(name);
        silent.forget(name);
    }

    private PacketFacts.Origin origin() {
        RecordMetadata metadata = running().recordMetadata().orElseThrow();
        return new PacketFacts.Origin(metadata.topic(), metadata.partition(), metadata.offset());
    }

    private ProcessorContext<String, SpecificRecord> running() {
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

    private void forward(String camera, SpecificRecord value, String sink) {
        // The producer stamps it with the broker's time; those of capture and camera are in the event.
        long timestamp = Math.max(0, running().currentSystemTimeMs());
        running().forward(new Record<>(camera, value, timestamp), sink);
    }

    @Override
    public void close() {
        cameras.values().forEach(CameraPipeline::close);
        cameras.clear();
        numbered.keySet().forEach(parts.watch()::onLeft);
        numbered.clear();
        // Kafka Streams may go on with this task from its last commit, and calls init again.
        silent.clear();
        looked = false;
        baton.giveBack(this);
        if (looks != null) {
            looks.cancel();
        }
    }

    /** Frames to the detector, outcomes to the detections topic. */
    private final class EventOutcomes implements Outcomes {
        @Override
        public List<Detection> detect(DecodedFrame frame) {
            Instant before = parts.clock().instant();
            List<Detection> found = parts.detector().detect(frame);
            Duration took = Duration.between(before, parts.clock().instant());
            inEngine = inEngine.plus(took);
            parts.watch().onDetected(took);
            return found;
        }

        @Override
        public void detected(PacketFacts packet, DecodedFrame frame, List<Detection> found) {
            emit(events.detected(packet, frame.width(), frame.height(), frame.damage(), found), frame);
        }

        @Override
        public void refused(PacketFacts packet, DecodedFrame frame, String reason) {
            emit(events.undetected(packet, frame.width(), frame.height(), FrameStatus.DECODE_ERROR, reason), frame);
        }

        @Override
        public void none(PacketFacts packet, FrameStatus status, String reason) {
            emit(events.undetected(packet, packet.width(), packet.height(), status, reason), null);
        }

        @Override
        public void skipped(SkippedFrames frames) {
            emit(events.skipped(frames), null);
        }

        private void emit(FrameDetections event, @Nullable DecodedFrame frame) {
            parts.listener().onFrame(event, frame);
            parts.work().made(event);
            forward(event.getCamera(), event, DetectTopology.DETECTIONS);
            if (pace.isDue(event.getIngestTime())) {
                running().commit();
            }
        }
    }

    /** What the stages write, to the topics of its kind. */
    private final class StageRecords implements FrameRecords {
        @Override
        public void track(TrackEvent event) {
            parts.work().made(event);
            forward(event.getCamera(), event, DetectTopology.TRACKS);
        }

        @Override
        public void zone(ZoneEvent event) {
            parts.work().made(event);
            forward(event.getCamera(), event, DetectTopology.ZONE_EVENTS);
        }

        @Override
        public void counts(CountWindow window) {
            forward(window.getCamera(), window, DetectTopology.COUNTS);
        }
    }
}
