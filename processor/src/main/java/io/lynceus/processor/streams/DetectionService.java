package io.lynceus.processor.streams;

import io.lynceus.processor.config.TrackerKind;
import io.lynceus.processor.decode.CameraDecoders;
import io.lynceus.processor.inference.Detector;
import io.lynceus.processor.kafka.Broker;
import io.lynceus.processor.kafka.BrokerClock;
import io.lynceus.processor.kafka.ProgressTopic;
import io.lynceus.processor.kafka.RecordLimits;
import io.lynceus.processor.kafka.Replication;
import io.lynceus.processor.kafka.TopicNames;
import io.lynceus.processor.kafka.Waiting;
import io.lynceus.vision.RunError;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.apache.kafka.streams.CloseOptions.GroupMembershipOperation;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The detection topology, running. The detector stays the caller's and is closed after this.
 *
 * <p>When the stream threads fail over something that passes, such as a broker whose disk is full, they are started
 * again under the same names, as a restart of the process would; {@link StreamFailure} says what passes. A thread of
 * its own starts, watches and closes them.
 */
public final class DetectionService implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(DetectionService.class);

    private static final Duration CLOSE_PATIENCE = Duration.ofSeconds(10);
    /** When no broker answers there is nothing to commit to. */
    private static final Duration NO_PATIENCE = Duration.ofSeconds(1);

    private static final Duration LOOK = Duration.ofSeconds(1);
    private static final Duration TICK = Duration.ofMillis(200);
    private static final Duration PAUSE = Duration.ofSeconds(5);

    private final Broker broker;
    private final ProgressTopic progress;
    private final WorkLimits limits;
    private final InstanceName name;
    private final BrokerClock time;
    private final Supplier<StreamRun> starting;
    private final Semaphore news;
    private final Polls polls;
    private final StreamFigures figures;
    private final Waiting waiting = new Waiting("detection", System::nanoTime);
    private final CountDownLatch running = new CountDownLatch(1);
    private final CountDownLatch closing = new CountDownLatch(1);
    private final CountDownLatch ended = new CountDownLatch(1);
    private final AtomicReference<@Nullable StreamRun> atWork = new AtomicReference<>();
    private final AtomicReference<@Nullable RunError> failure = new AtomicReference<>();
    private final Thread keeper = new Thread(this::keep, "detection");

    private DetectionService(
            Broker broker,
            ProgressTopic progress,
            WorkLimits limits,
            InstanceName name,
            BrokerClock time,
            Supplier<StreamRun> starting,
            Polls polls,
            StreamFigures figures,
            Semaphore news) {
        this.broker = broker;
        this.progress = progress;
        this.limits = limits;
        this.name = name;
        this.time = time;
        this.starting = starting;
        this.polls = polls;
        this.figures = figures;
        this.news = news;
    }

    /**
     * Connects, sees that the topics are there and starts the stream threads; returns when they have their partitions.
     *
     * @throws RunError when the broker is away, a topic is missing or the state folder cannot be written
     * @throws io.lynceus.vision.UserError when a process with the settings' instance name is at work
     */
    public static DetectionService start(DetectionSettings settings, Detector detector, FrameListener listener) {
        return start(settings, detector, listener, () -> false);
    }

    /** @param stopped asked while it starts; true gives up waiting for the partitions, and the caller closes it */
    public static DetectionService start(
            DetectionSettings settings, Detector detector, FrameListener listener, BooleanSupplier stopped) {
        return start(settings, detector, listener, StreamWatch.NONE, stopped, Map.of());
    }

    /**
     * As above.
     *
     * @param watch looks on
     */
    public static DetectionService start(
            DetectionSettings settings,
            Detector detector,
            FrameListener listener,
            StreamWatch watch,
            BooleanSupplier stopped) {
        return start(settings, detector, listener, watch, stopped, Map.of());
    }

    /**
     * Sees that no other application id writes events of the same packets, whose topics are there.
     *
     * @param stopped asked in between; true ends it with a RunError
     * @throws io.lynceus.vision.UserError when one does, or did last
     */
    public static void refuseOthers(DetectionSettings settings, BooleanSupplier stopped) {
        new OtherApplications(settings.broker(), settings.applicationId()).refuse(stopped);
    }

    /**
     * Sees that the topics are there which it reads and writes: to be called before what takes long, such as loading a
     * model. {@link #start} looks too.
     *
     * @throws RunError when the broker is away or a topic is missing
     */
    public static void requireTopics(DetectionSettings settings) {
        TopicNames topics = settings.broker().topics();
        List<String> wanted = new ArrayList<>(List.of(topics.packets(), topics.detections(), topics.deadLetters()));
        if (settings.tracker() != TrackerKind.NONE) {
            wanted.addAll(List.of(topics.tracks(), topics.zoneEvents(), topics.counts()));
        }
        settings.broker().require(wanted.toArray(String[]::new));
    }

    /** @param others settings of Kafka Streams that go before ours, for tests that cannot wait as long as users can */
    static DetectionService start(
            DetectionSettings settings, Detector detector, FrameListener listener, Map<String, Object> others) {
        return start(settings, detector, listener, StreamWatch.NONE, () -> false, others);
    }

    /** @param others as above */
    static DetectionService start(
            DetectionSettings settings,
            Detector detector,
            FrameListener listener,
            StreamWatch watch,
            BooleanSupplier stopped,
            Map<String, Object> others) {
        Broker broker = settings.broker();
        requireTopics(settings);
        RecordLimits.letters(broker);
        ProgressTopic progress = new ProgressTopic(broker, DetectTopology.changelog(settings.applicationId()));
        Replication replication = progress.fit();
        WorkLimits limits = WorkLimits.of(detector.frameTime(settings.threads()));
        InstanceName name = InstanceName.claim(settings.stateFolder(), settings.applicationId(), settings.instance());
        BrokerClock time = BrokerClock.open(broker);
        Properties streams = StreamsSettings.of(settings, name.name(), limits, replication);
        streams.putAll(others);
        CameraDecoders decoders = new CameraDecoders(settings.decoding()::of, line -> LOG.warn(line));
        Semaphore news = new Semaphore(0);
        Clock clock = Clock.systemUTC();
        OpenWork work = new OpenWork(watch, clock);
        Backlog backlog = new Backlog();
        streams.put(DeadLetters.WORK, work);
        streams.put(DeadLetters.BACKLOG, backlog);
        ReplayTime replayTime = new ReplayTime(clock, limits.replay(), limits.share());
        StreamFigures figures = new StreamFigures(work, backlog);
        Polls polls = new Polls(System::nanoTime);
        Runnable polled = () -> {
            replayTime.polled();
            polls.polled();
        };
        Supplier<StreamRun> starting = () -> StreamRun.start(
                DetectTopology.build(
                        broker.topics(),
                        broker.codecs(),
                        new DetectParts(
                                detector,
                                settings.applicationId(),
                                listener,
                                new KafkaPacketReplay(broker),
                                settings.overload(),
                                settings.damaged(),
                                decoders,
                                TrackedStages.of(settings),
                                clock,
                                replayTime,
                                watch,
                                work,
                                backlog)),
                streams,
                new NamedClients(settings.applicationId(), name.name(), broker, time.time(), polled, work, backlog),
                news::release,
                figures.rebalances(),
                watch);
        DetectionService service =
                new DetectionService(broker, progress, limits, name, time, starting, polls, figures, news);
        service.keeper.start();
        service.awaitRunning(stopped);
        return service;
    }

    private void awaitRunning(BooleanSupplier stopped) {
        try {
            while (!running.await(TICK.toMillis(), TimeUnit.MILLISECONDS) && !stopped.getAsBoolean()) {
                // Until one of the two.
            }
            check();
        } catch (InterruptedException e) {
            close();
            Thread.currentThread().interrupt();
            throw new RunError("stopped while the stream threads started", e);
        } catch (RunError e) {
            close();
            throw e;
        }
    }

    private void keep() {
        try {
            boolean over = false;
            while (!over) {
                over = keepOneRun();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException | Error e) {
            fail(StreamFailure.of(e, limits, broker), e);
        } finally {
            running.countDown();
            ended.countDown();
        }
    }

    /** @return true when there is to be no other run */
    private boolean keepOneRun() throws InterruptedException {
        StreamRun run = starting.get();
        atWork.set(run);
        figures.of(run);
        Throwable thrown = watch(run);
        StreamFailure failed = thrown == null ? null : StreamFailure.of(thrown, limits, broker);
        if (thrown != null && failed != null && failed.passes()) {
            waiting.waits(failed.reason());
            // Two runs of one name would fence each other.
            while (!run.close(LOOK, GroupMembershipOperation.REMAIN_IN_GROUP)) {
                if (closing.getCount() == 0) {
                    return true;
                }
            }
            if (StreamFailure.ofPartitions(thrown)) {
                progress.fit();
            }
            return closing.await(PAUSE.toMillis(), TimeUnit.MILLISECONDS);
        }
        if (thrown != null && failed != null) {
            fail(failed, thrown);
        }
        run.close(waiting.waits() ? NO_PATIENCE : CLOSE_PATIENCE, GroupMembershipOperation.LEAVE_GROUP);
        return true;
    }

    private void fail(StreamFailure failed, Throwable thrown) {
        failure.set(new RunError("detection stopped: " + failed.reason(), thrown));
        running.countDown();
        ended.countDown();
    }

    /** @return why the run is to end, which may be what a thread threw; null when the service is being closed */
    private @Nullable Throwable watch(StreamRun run) throws InterruptedException {
        Silence silence = new Silence();
        WallClock clock = new WallClock(System::currentTimeMillis, System::nanoTime);
        while (closing.getCount() > 0) {
            if (run.failure() != null) {
                return run.failure();
            }
            Duration back = clock.setBack();
            if (back != null) {
                return new ClockSetBackException(back);
            }
            if (run.running()) {
                running.countDown();
                if (silence.look(run.received(), System.nanoTime())) {
                    waiting.waits("no broker answers at " + broker);
                } else {
                    waiting.goesOn();
                }
            }
            if (news.tryAcquire(LOOK.toMillis(), TimeUnit.MILLISECONDS)) {
                news.drainPermits();
            }
        }
        return null;
    }

    /**
     * Waits until {@link #close} or a failure.
     *
     * @return false when the time was up first
     * @throws RunError with the cause when a stream thread failed
     */
    public boolean await(Duration time) {
        try {
            boolean over = ended.await(time.toMillis(), TimeUnit.MILLISECONDS);
            check();
            return over;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** How many packets of this process' cameras wait in the topic; negative when that is not known. */
    public long waiting() {
        StreamRun run = atWork.get();
        return run == null ? -1 : run.waiting();
    }

    /**
     * Where the page of the instance is that has a camera, HOST:PORT; null when nobody knows, or it has none.
     *
     * @param partition that the camera's packets are in; null for that of its name's hash
     */
    public @Nullable String pageOf(String camera, @Nullable Integer partition) {
        StreamRun run = atWork.get();
        return run == null ? null : run.pageOf(camera, partition);
    }

    /** How the stream threads stand. */
    public StreamFigures figures() {
        return figures;
    }

    /** Why it does not work now, for people in a few words; null when it does. */
    public @Nullable String trouble() {
        RunError failed = failure.get();
        StreamRun run = atWork.get();
        if (failed != null) {
            return failed.getMessage();
        }
        if (run == null || !run.running()) {
            return run == null ? "the stream threads are not started" : "the stream threads are " + run.state();
        }
        return waiting.waits() ? "no broker answers at " + broker : null;
    }

    /** The thread that is stuck: away from its work for longer than the longest work takes; null when none is. */
    public @Nullable String stuck() {
        return ended.getCount() > 0 && !keeper.isAlive()
                ? keeper.getName()
                : polls.stuck(limits.poll().multipliedBy(2));
    }

    /** Throws what {@link #await} would, if anything; does not wait. */
    public void check() {
        RunError failed = failure.get();
        if (failed != null) {
            throw failed;
        }
    }

    /** Commits what is done and stops, within 10 s; other instances take over the cameras at once. */
    @Override
    public void close() {
        closing.countDown();
        news.release();
        boolean interrupted = Thread.interrupted();
        try {
            keeper.join(CLOSE_PATIENCE.plus(LOOK).toMillis());
        } catch (InterruptedException e) {
            interrupted = true;
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        time.close();
        name.close();
    }
}
