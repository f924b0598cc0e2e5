package io.lynceus.processor.plan.simulation;

import io.lynceus.processor.inference.BatchPlan;
import io.lynceus.processor.inference.BatchSizes;
import io.lynceus.processor.plan.Layout;
import io.lynceus.processor.plan.Plan;
import io.lynceus.processor.plan.Service;
import io.lynceus.processor.streams.WorkLimits;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;

/** One scenario, from its first frame to its end. */
public final class Simulation {
    private static final long SECOND = 1_000_000_000;

    /** What an operating system gives a thread at a time when others wait. */
    private static final long SLICE = 4_000_000;

    private static final Duration LONGEST_DELAY = Duration.ofMillis(10);
    private static final int LARGEST_BATCH = 32;

    private final Scenario scenario;
    private final Agenda agenda = new Agenda();
    private final Latencies latencies = new Latencies();
    private final Network network;
    private final List<Servers> cores = new ArrayList<>();
    private final List<Servers> cards = new ArrayList<>();
    private final List<StreamThread> threads = new ArrayList<>();
    private final int[] threadOf;
    private final List<Double> lags = new ArrayList<>();
    private final ArrayDeque<Frame> buffer = new ArrayDeque<>();
    private final long delivery;
    private long in;
    private long underWay;

    private Simulation(Scenario scenario) {
        this.scenario = scenario;
        this.network = new Network(agenda, latencies, nanos(scenario.seconds() / 10));
        this.delivery = nanos(scenario.service().rest().deliveryMillis() / 1000);
        this.threadOf = new int[scenario.fleet().cameras()];
        Random random = new Random(scenario.seed());
        build();
        Layout layout = scenario.layout();
        List<Integer> threadOfPartition = new ArrayList<>();
        for (int partition = 0; partition < layout.partitions(); partition++) {
            threadOfPartition.add(partition % layout.allThreads());
        }
        // Each thread has as many; which, Kafka Streams decides by what was where before.
        Collections.shuffle(threadOfPartition, random);
        boolean byName = scenario.fleet().byName();
        for (int camera = 0; camera < threadOf.length; camera++) {
            int partition = byName ? random.nextInt(layout.partitions()) : camera % layout.partitions();
            threadOf[camera] = threadOfPartition.get(partition);
        }
        new Cameras(agenda, scenario.fleet(), scenario.trouble().burst().toNanos(), random, this::captured).start();
    }

    /** Runs it; the same for the same seed. */
    public static Result of(Scenario scenario) {
        return new Simulation(scenario).run();
    }

    private void build() {
        Layout layout = scenario.layout();
        Service service = scenario.service();
        boolean crowded = scenario.oneMachine() || layout.threads() > layout.cores();
        double engine = service.onCard() ? service.run(Math.min(layout.threads(), LARGEST_BATCH)) : service.run(1);
        WorkLimits limits = WorkLimits.of(Duration.ofNanos(nanos(engine)));
        Paces paces = new Paces(
                nanos(service.frame()),
                nanos(service.decode()),
                limits.replay().toNanos(),
                limits.packets(),
                nanos(service.rest().commitMillis() / 1000),
                Plan.COMMIT_SOON.toNanos(),
                Plan.COMMIT.toNanos(),
                Plan.COMMIT.toNanos());
        for (int i = 0; i < layout.instances(); i++) {
            Servers own = new Servers(agenda, layout.cores(), crowded ? SLICE : Long.MAX_VALUE);
            cores.add(own);
            Batches batches;
            if (service.onCard()) {
                Servers card = new Servers(agenda, 1, Long.MAX_VALUE);
                cards.add(card);
                BatchPlan plan = batches(service, Math.min(layout.threads(), LARGEST_BATCH));
                long delay = plan.delay().toNanos();
                batches = new Batches(agenda, card, 2, plan.size(), delay, size -> nanos(service.run(size)));
            } else {
                int lanes = Math.min(layout.threads(), layout.cores());
                batches = new Batches(agenda, own, lanes, 1, 0, size -> nanos(service.run(1)));
            }
            for (int j = 0; j < layout.threads(); j++) {
                threads.add(new StreamThread(agenda, own, batches, paces, network));
            }
        }
    }

    /** As {@code process} has them of a card that takes those times. */
    static BatchPlan batches(Service service, int largest) {
        List<BatchPlan.Timed> runs = BatchSizes.upTo(largest).stream()
                .map(size -> new BatchPlan.Timed(size, nanos(service.run(size))))
                .toList();
        return BatchPlan.of(runs, LONGEST_DELAY);
    }

    private void captured(Frame frame) {
        in++;
        underWay++;
        if (scenario.oneMachine()) {
            double beside = scenario.service().rest().captureMillis()
                    + scenario.service().rest().brokerMillis();
            cores.get(0).work(nanos(beside / 1000), () -> {});
        }
        agenda.after(delivery, () -> {
            if (network.there()) {
                delivered(frame);
            } else {
                buffer.add(frame);
            }
        });
    }

    private void delivered(Frame frame) {
        underWay--;
        threads.get(threadOf[frame.camera()]).give(frame);
    }

    private Result run() {
        Scenario.Trouble trouble = scenario.trouble();
        if (trouble.instanceLost() >= 0) {
            agenda.after(nanos(trouble.instanceLost()), this::loseInstance);
        }
        if (trouble.brokersAway() >= 0) {
            agenda.after(nanos(trouble.brokersAway()), network::away);
            agenda.after(nanos(trouble.brokersAway()) + trouble.away().toNanos(), this::brokersBack);
        }
        for (int second = 1; second <= scenario.seconds(); second++) {
            agenda.run(second * SECOND);
            lags.add(lag());
        }
        agenda.run(nanos(scenario.seconds()));
        return new Result(
                in,
                network.out(),
                underWay + threads.stream().mapToLong(StreamThread::holds).sum(),
                latencies.mean(),
                latencies.quantile(0.5),
                latencies.quantile(0.95),
                latencies.quantile(0.99),
                mean(cores),
                mean(cards),
                threads.stream().mapToDouble(StreamThread::utilisation).max().orElse(0),
                List.copyOf(lags),
                threads.stream().mapToLong(StreamThread::decodedAgain).sum());
    }

    private static double mean(List<Servers> all) {
        return all.stream().mapToDouble(Servers::utilisation).average().orElse(0);
    }

    private double lag() {
        long oldest = buffer.isEmpty() ? agenda.now() : buffer.peek().ingest();
        for (StreamThread thread : threads) {
            oldest = Math.min(oldest, thread.oldest());
        }
        return (agenda.now() - oldest) / 1e9;
    }

    private void brokersBack() {
        network.back();
        buffer.forEach(this::delivered);
        buffer.clear();
        threads.forEach(StreamThread::wake);
    }

    /** The last one; with one instance nobody takes its cameras over. */
    private void loseInstance() {
        int each = scenario.layout().threads();
        List<StreamThread> dead = threads.subList(threads.size() - each, threads.size());
        dead.forEach(StreamThread::kill);
        if (threads.size() > each) {
            agenda.after(Plan.SESSION.toNanos(), () -> takeOver(threads.size() - each));
        }
    }

    private void takeOver(int living) {
        int next = 0;
        for (int camera = 0; camera < threadOf.length; camera++) {
            if (threadOf[camera] >= living) {
                threadOf[camera] = scenario.fleet().byName() ? Math.floorMod(camera * 31 + 7, living) : next++ % living;
                threads.get(threadOf[camera]).takeOver(camera);
            }
        }
        List<Frame> all = new ArrayList<>();
        threads.subList(living, threads.size()).forEach(thread -> all.addAll(thread.left()));
        all.sort(Comparator.comparingLong(Frame::ingest));
        all.forEach(frame -> threads.get(threadOf[frame.camera()]).give(frame));
    }

    private static long nanos(double seconds) {
        return Math.round(seconds * 1e9);
    }
}
