package io.lynceus.processor.ops;

import io.lynceus.processor.inference.BatchListener;
import io.lynceus.processor.inference.Model;
import io.lynceus.processor.streams.StreamFigures;
import io.lynceus.processor.streams.StreamWatch;
import io.lynceus.processor.streams.WorkDone;
import io.lynceus.schemas.avro.FrameDetections;
import io.lynceus.vision.engine.tensorrt.CardUse;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.binder.kafka.KafkaStreamsMetrics;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.ToDoubleFunction;
import org.apache.kafka.streams.KafkaStreams;
import org.jspecify.annotations.Nullable;

/**
 * The meters of process. Frames, objects and gaps are counted when their transaction is committed, so work that is done
 * again after a fault is counted once; while this process lives,
 *
 * <pre>captured = detected + decode errors + skipped + pending</pre>
 *
 * holds over the packets that it has had. A process that is killed takes what it has counted since the last scrape with
 * it. Safe for several threads.
 */
public final class ProcessMeters implements StreamWatch, BatchListener {
    private static final int MOST_CAMERAS = 10_000;
    private static final List<String> THREAD_STATES = List.of(
            "CREATED", "STARTING", "PARTITIONS_REVOKED", "PARTITIONS_ASSIGNED", "RUNNING", "PENDING_SHUTDOWN", "DEAD");

    private final MeterRegistry registry;
    private final Clock clock;
    private final Named<FrameMeters> cameras;
    private final Set<FrameMeters> all = ConcurrentHashMap.newKeySet();
    private final Timer queue;
    private final Timer decode;
    private final Timer inference;
    private final Timer batchWait;
    private final Timer batchRun;
    private final DistributionSummary batchPictures;
    private final Timer event;
    private final Timer commit;
    private final Timer replay;
    private final Counter replayed;
    private final Counter letters;
    private final Counter repeated;
    private final Counter transactions;
    private volatile @Nullable StreamFigures figures;

    public ProcessMeters(Meters meters, Clock clock) {
        this.registry = meters.registry();
        this.clock = clock;
        cameras = new Named<>(MOST_CAMERAS, name -> {
            FrameMeters made = new FrameMeters(registry, name, this::queued, clock::instant);
            all.add(made);
            return made;
        });
        queue = Histograms.of(registry, "lynceus.queue", "From capture to the thread that works on the packet");
        decode = Histograms.of(registry, "lynceus.decode", "Of a packet, in the thread, without the engine");
        inference = Histograms.of(registry, "lynceus.inference", "Of a frame: waiting for its batch, running, boxes");
        batchWait = Histograms.of(registry, "lynceus.batch.wait", "From a batch's first frame to its start");
        batchRun = Histograms.of(registry, "lynceus.batch.run", "Of the engine, for a batch");
        batchPictures = DistributionSummary.builder("lynceus.batch.pictures")
                .description("Frames in a batch")
                .serviceLevelObjectives(1, 2, 4, 8, 16, 32, 64, 128)
                .register(registry);
        event = Histograms.of(registry, "lynceus.event", "From the capture of a frame to its event");
        commit = Histograms.of(registry, "lynceus.commit", "From a transaction's first event to its commit");
        replay = Histograms.of(registry, "lynceus.replay", "Bringing a camera to where it was");
        replayed = counter("lynceus.replay.packets", "Packets decoded again to bring cameras to where they were");
        letters = counter("lynceus.dead.letters", "Records of the packets topic that are no packets");
        repeated = counter("lynceus.frames.repeated", "Frames whose events were thrown away with their transaction");
        transactions = counter("lynceus.transactions.aborted", "Transactions with events that were thrown away");
        pending("queued", StreamFigures::queued);
        pending("uncommitted", StreamFigures::uncommitted);
        Gauge.builder(
                        "lynceus.frames.pending",
                        () -> all.stream().mapToLong(FrameMeters::held).sum())
                .description("Frames of this process' cameras without a committed event: in the topic, in a decoder, or"
                        + " in the transaction under way")
                .tags("where", "held")
                .register(registry);
        total("lynceus.rebalances", "Times that the partitions were shared out", StreamFigures::shared);
        total("lynceus.rejoins", "Times that a thread began again after its last commit", StreamFigures::rejoins);
        for (String state : THREAD_STATES) {
            Gauge.builder("lynceus.stream.threads", () -> threads(state))
                    .description("Stream threads in each state of Kafka Streams")
                    .tags("state", state)
                    .register(registry);
        }
    }

    private Counter counter(String name, String description) {
        return Counter.builder(name).description(description).register(registry);
    }

    private void pending(String where, ToDoubleFunction<StreamFigures> frames) {
        Gauge.builder("lynceus.frames.pending", () -> asked(frames))
                .tags("where", where)
                .description("Frames of this process' cameras without a committed event: in the topic, in a decoder, or"
                        + " in the transaction under way")
                .register(registry);
    }

    private void total(String name, String description, ToDoubleFunction<StreamFigures> count) {
        FunctionCounter.builder(name, this, meters -> meters.asked(count))
                .description(description)
                .register(registry);
    }

    private double asked(ToDoubleFunction<StreamFigures> figure) {
        StreamFigures running = figures;
        return running == null ? 0 : figure.applyAsDouble(running);
    }

    private int threads(String state) {
        StreamFigures running = figures;
        return running == null ? 0 : running.threads().getOrDefault(state, 0);
    }

    private long queued(int partition) {
        StreamFigures running = figures;
        return running == null ? 0 : running.queued(partition);
    }

    /** What the threads' figures are asked of from now on. */
    public void runs(StreamFigures running) {
        figures = running;
    }

    /** The model at work. */
    public void model(Model model) {
        Gauge.builder("lynceus.model.loaded", () -> 1)
                .description("1, of the model at work")
                .tags("name", model.name(), "version", model.version(), "sha256", model.sha256())
                .tags("engine", model.engine(), "precision", model.precision())
                .tags("input", model.inputWidth() + "x" + model.inputHeight())
                .register(registry);
    }

    /** The card at work; null where there is none, or it is not known how it fares. */
    public void card(@Nullable CardUse use) {
        if (use != null) {
            card(
                    use,
                    "lynceus.gpu.memory.used",
                    "bytes",
                    "Of the card's memory, by all processes",
                    CardUse::memoryUsed);
            card(use, "lynceus.gpu.memory.size", "bytes", "Of the card", CardUse::memorySize);
            card(
                    use,
                    "lynceus.gpu.busy",
                    "ratio",
                    "Part of the time in which the card computes, 0 to 1",
                    CardUse::busy);
            card(use, "lynceus.gpu.decoding", "ratio", "The same of its video chip's decoder", CardUse::decoding);
        }
    }

    private void card(CardUse use, String name, String unit, String description, ToDoubleFunction<CardUse> figure) {
        Gauge.builder(name, () -> figure.applyAsDouble(use))
                .baseUnit(unit)
                .description(description)
                .tags("gpu", use.card())
                .register(registry);
    }

    @Override
    public AutoCloseable onStart(KafkaStreams streams) {
        KafkaStreamsMetrics kafka = new KafkaStreamsMetrics(streams);
        kafka.bindTo(registry);
        return kafka;
    }

    @Override
    public void onPacket(Duration waited, Duration work) {
        Histograms.record(queue, waited);
        Histograms.record(decode, work);
    }

    @Override
    public void onDetected(Duration took) {
        Histograms.record(inference, took);
    }

    @Override
    public void onHeld(String camera, long frames) {
        cameras.of(camera).held(frames);
    }

    @Override
    public void onLeft(String camera) {
        cameras.of(camera).left();
    }

    @Override
    public void onReplay(Duration took, long packets) {
        Histograms.record(replay, took);
        replayed.increment(packets);
    }

    @Override
    public void onCommitted(WorkDone work) {
        Instant now = clock.instant();
        for (FrameDetections each : work.events()) {
            cameras.of(each.getCamera()).add(each, now);
            Histograms.record(event, Duration.between(each.getCaptureTime(), each.getProcessingTime()));
        }
        work.tracks().forEach(track -> cameras.of(track.getCamera()).add(track));
        work.zones().forEach(zone -> cameras.of(zone.getCamera()).add(zone));
        work.missing().forEach((camera, frames) -> cameras.of(camera).missing(frames));
        letters.increment(work.letters());
        if (!work.events().isEmpty()) {
            Histograms.record(commit, Duration.between(work.begun(), now));
        }
    }

    @Override
    public void onAborted(WorkDone work) {
        transactions.increment();
        repeated.increment(work.frames());
    }

    @Override
    public void onBatch(int pictures, long waitNanos, long runNanos) {
        batchPictures.record(pictures);
        batchWait.record(waitNanos, TimeUnit.NANOSECONDS);
        batchRun.record(runNanos, TimeUnit.NANOSECONDS);
    }
}
