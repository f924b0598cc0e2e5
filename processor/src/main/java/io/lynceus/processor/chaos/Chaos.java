package io.lynceus.processor.chaos;

import io.lynceus.processor.ledger.CameraLedger;
import io.lynceus.processor.ledger.Ledger;
import io.lynceus.vision.RunError;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/** One run: start, blows, end, ledger, comparison. One thread. */
public final class Chaos {
    private static final Duration LOOK = Duration.ofMillis(50);
    /** Longer than any timeout that may be waited for. */
    private static final Duration PATIENCE = Duration.ofSeconds(120);
    /** Longer than the transaction timeout, some 35 s with a quick engine, with the broker's 10 s between looks. */
    private static final Duration FROZEN = Duration.ofSeconds(50);

    private final ChaosOptions options;
    private final Trial trial;
    private final Consumer<String> out;
    private final long startNanos = System.nanoTime();
    private final Recoveries recoveries = new Recoveries();

    /** Whoever stops the trial gives it up. */
    public Chaos(ChaosOptions options, Trial trial) {
        this.options = options;
        this.trial = trial;
        this.out = trial.out();
    }

    /**
     * Sees the run through.
     *
     * @param folder for the broker's data and the processes' states
     * @return true when every captured frame has exactly one event and it is the undisturbed run's
     * @throws RunError when a process ends that nobody ended, or does not come back
     */
    public boolean run(Path folder) {
        try (Cluster cluster = new Cluster(options.cast(), trial.main(), folder);
                Seen seen = new Seen(cluster.connection())) {
            Instant start = Instant.now();
            cluster.startCapture();
            for (int i = 0; i < options.instances(); i++) {
                cluster.startProcessor(i);
            }
            line("broker, " + options.cast().cameras() + " cameras and " + options.instances()
                    + " of process started, seed " + options.seed());
            await("the first event of each camera", cluster, seen, () -> back(seen, start, false));
            line("every camera has its first event");
            strike(cluster, seen);
            line("capture stops; what is in flight arrives");
            cluster.stopCapture();
            List<CameraLedger> ledger = settle(cluster, seen);
            cluster.stopProcessors();
            seen.look(LOOK);
            line("the same packets once more, undisturbed");
            try (Seen undisturbed = new Seen(cluster.connection())) {
                repeat(cluster, undisturbed, seen.outcomes().size());
                return report(
                        ledger,
                        Comparison.of(seen.outcomes(), undisturbed.outcomes()),
                        RecordComparison.of(seen.records(), undisturbed.records()));
            }
        }
    }

    private void strike(Cluster cluster, Seen seen) {
        List<Blow> blows = Blow.plan(options);
        double lastSeconds = 5;
        for (int i = 0; i < blows.size(); i++) {
            Blow blow = blows.get(i);
            boolean nextIsEarly = i + 1 < blows.size() && blows.get(i + 1).early();
            if (!blow.early()) {
                long events = seen.count() + blow.events();
                await("the next events", cluster, seen, () -> seen.count() >= events);
                pause(cluster, seen, blow.chance() * 0.2);
            } else {
                // Anywhere between the start of the JVM and a while after the first event.
                pause(cluster, seen, blow.chance() * lastSeconds * 1.3);
            }
            String when = blow.early() ? "while it comes back" : "after " + blow.events() + " events";
            Instant since = hit(blow, cluster, seen);
            String text = String.format("%3d/%d  %-17s %-20s", i + 1, blows.size(), blow.kind(), when);
            if (nextIsEarly) {
                line(text);
                continue;
            }
            await(
                    "events after " + blow.kind(),
                    cluster,
                    seen,
                    () -> back(seen, since, blow.kind() == Blow.Kind.KILL_CAPTURE));
            lastSeconds = Duration.between(since, Instant.now()).toMillis() / 1e3;
            recoveries.add(blow.kind(), lastSeconds);
            line(String.format(Locale.ROOT, "%s all cameras back after %.1f s", text, lastSeconds));
        }
    }

    /** @return the moment after which events are events of the time after it */
    private Instant hit(Blow blow, Cluster cluster, Seen seen) {
        int victim = blow.victim() % options.instances();
        Instant since = Instant.now();
        switch (blow.kind()) {
            case KILL_PROCESS -> {
                cluster.processor(victim).kill();
                cluster.startProcessor(victim);
            }
            case KILL_CAPTURE -> {
                cluster.capture().kill();
                cluster.startCapture();
            }
            case RESTART_BROKER -> cluster.restartBroker();
            case FREEZE_PROCESS -> {
                cluster.processor(victim).freeze();
                pause(cluster, seen, FROZEN.toSeconds());
                since = Instant.now();
                cluster.processor(victim).thaw();
            }
        }
        return since;
    }

    private boolean back(Seen seen, Instant since, boolean newEpoch) {
        return seen.camerasSince(since, newEpoch) == options.cast().cameras();
    }

    private void pause(Cluster cluster, Seen seen, double seconds) {
        long end = System.nanoTime() + (long) (seconds * 1e9);
        for (long left = end - System.nanoTime(); left > 0; left = end - System.nanoTime()) {
            seen.look(Duration.ofNanos(Math.min(left, LOOK.toNanos())));
            checkStop();
            cluster.check();
        }
    }

    private void await(String what, Cluster cluster, Seen seen, BooleanSupplier reached) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!reached.getAsBoolean()) {
            if (System.nanoTime() > end) {
                throw new RunError("waited " + PATIENCE.toSeconds() + " s for " + what + ", with seed " + options.seed()
                        + "; the logs are in " + options.cast().logs());
            }
            seen.look(LOOK);
            checkStop();
            cluster.check();
        }
    }

    private void checkStop() {
        if (trial.stop().getAsBoolean()) {
            throw new RunError("stopped before the end");
        }
    }

    /** Waits until the ledger balances, or nothing happens any more. */
    private List<CameraLedger> settle(Cluster cluster, Seen seen) {
        try (Ledger ledger = Ledger.open(cluster.connection())) {
            List<CameraLedger> lines = ledger.catchUp();
            long count = seen.count();
            long since = System.nanoTime();
            while (!Trial.balanced(lines) && System.nanoTime() - since < PATIENCE.toNanos()) {
                pause(cluster, seen, 0.5);
                if (seen.count() != count) {
                    count = seen.count();
                    since = System.nanoTime();
                }
                lines = ledger.catchUp();
            }
            pause(cluster, seen, 1);
            return lines;
        }
    }

    private void repeat(Cluster cluster, Seen seen, long frames) {
        cluster.startUndisturbed();
        long count = 0;
        long since = System.nanoTime();
        while (seen.outcomes().size() < frames && System.nanoTime() - since < PATIENCE.toNanos()) {
            pause(cluster, seen, 0.5);
            if (seen.count() != count) {
                count = seen.count();
                since = System.nanoTime();
            }
        }
        // What is stored with the last frames may be read after them.
        pause(cluster, seen, 1);
        cluster.stopProcessors();
    }

    private boolean report(List<CameraLedger> ledger, Comparison comparison, RecordComparison records) {
        trial.print(ledger);
        out.accept("");
        recoveries.lines().forEach(out);
        out.accept(String.format(
                Locale.ROOT,
                "Against the undisturbed run: %,d events are the same, %,d have their boxes within a thousandth"
                        + " of the frame and"
                        + " scores within 0.01, %,d differ.",
                comparison.identical(),
                comparison.close(),
                comparison.differences().size()));
        comparison.differences().stream().limit(10).forEach(difference -> out.accept("  " + difference));
        out.accept(String.format(
                Locale.ROOT,
                "Tracks, zone events and counts: %,d records are the same, %,d differ.",
                records.identical(),
                records.differences().size()));
        records.differences().stream().limit(10).forEach(difference -> out.accept("  " + difference));
        boolean good = Trial.balanced(ledger) && comparison.same() && records.same();
        out.accept(
                good
                        ? "Passed."
                        : "FAILED; repeat with --seed " + options.seed() + ", logs in "
                                + options.cast().logs());
        return good;
    }

    private void line(String text) {
        out.accept(String.format(Locale.ROOT, "[%6.1f s] %s", (System.nanoTime() - startNanos) / 1e9, text));
    }
}
