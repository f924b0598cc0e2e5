package io.lynceus.processor.plan;

import io.lynceus.processor.streams.WorkLimits;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** What a fleet needs, by arithmetic: the layout, and sections of figures with what to heed about them. */
public final class Plan {
    /** How soon a stream thread commits after the event of a camera that keeps up. */
    public static final Duration COMMIT_SOON = Duration.ofMillis(80);

    /** The regular commits. */
    public static final Duration COMMIT = Duration.ofMillis(500);

    /** After this the broker gives the cameras of an instance that says nothing to the others. */
    public static final Duration SESSION = Duration.ofSeconds(10);

    /** What {@code topics create} makes when nobody says anything. */
    static final int LEAST_PARTITIONS = 4;

    /** Of one instance, as process takes them. */
    private static final int MOST_THREADS = 1024;

    private final Fleet fleet;
    private final Machines machines;
    private final Service service;
    private final Shares shares;
    private final Shares threads;
    private final Layout layout;

    /**
     * @param model such as {@code gelan-t} or {@code v9-c}
     * @param imgsz side of the model's input
     * @throws io.lynceus.vision.UserError when the service times have nothing to go by
     */
    public Plan(Fleet fleet, Machines machines, String model, int imgsz, ServiceTimes times) {
        this.fleet = fleet;
        this.machines = machines;
        this.service = new Choice(times).service(fleet, model, imgsz, machines);
        this.threads = Shares.of(fleet, threadLoad(), machines.load());
        this.shares = service.onCard() ? Shares.of(fleet, cardLoad(), machines.load(), threads) : threads;
        this.layout = laidOut();
    }

    public Fleet fleet() {
        return fleet;
    }

    public Machines machines() {
        return machines;
    }

    public Service service() {
        return service;
    }

    /** The instances that cameras are divided over where each has a card; where not, the stream threads. */
    Shares shares() {
        return shares;
    }

    /** The stream threads that cameras are divided over. */
    Shares threads() {
        return threads;
    }

    /** With the instance that is there for when one is away. */
    public Layout layout() {
        return layout;
    }

    /** Of a machine with a card by one camera: the card's or the cores', whichever is busier. */
    private double cardLoad() {
        int batch = service.bestBatch();
        double card = fleet.detectFps() * service.run(batch) / batch;
        return Math.max(card, fleet.fps() * service.frame() / machines.cores());
    }

    /** Of a stream thread by one camera, that has a core of its own: decoding, the rest, the model. */
    double threadLoad() {
        return fleet.fps() * threadSeconds();
    }

    /** That a frame keeps a stream thread for; on a card a run may have to wait for the one before it. */
    double threadSeconds() {
        double run = service.onCard() ? 2 * service.run(service.bestBatch()) : service.run(1);
        return service.frame() + fleet.share() * run;
    }

    private Layout laidOut() {
        int working = service.onCard() ? shares.number() : up(threads.number(), machines.cores());
        int each = Math.min(MOST_THREADS, up(threads.number(), working));
        int instances = working + 1;
        return new Layout(
                instances, each, Math.max(LEAST_PARTITIONS, threads.each() * instances * each), machines.cores());
    }

    private static int up(int number, int by) {
        return (number + by - 1) / by;
    }

    /** The work that a stream thread may do between two commits: what {@code process} itself sets. */
    WorkLimits limits() {
        double engine = service.onCard() ? service.run(Math.min(layout.threads(), 32)) : service.run(1);
        return WorkLimits.of(Duration.ofNanos((long) (engine * 1e9)));
    }

    /** All figures. */
    public List<Section> sections() {
        List<Section> all = new ArrayList<>();
        all.add(ProcessFigures.of(this));
        all.add(KafkaFigures.of(this));
        all.add(CaptureFigures.of(this));
        all.add(RecoveryFigures.of(this));
        return all;
    }

    /** What the figures alone do not say, a sentence each. */
    public List<String> heed() {
        return Heed.of(this);
    }
}
