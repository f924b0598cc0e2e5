package io.lynceus.processor.plan.simulation;

import io.lynceus.processor.plan.Numbers;
import io.lynceus.processor.plan.simulation.Scenario.Trouble;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;

/** A layout with fewer and more cameras, and with trouble: how late events are, and where that begins to grow. */
public final class LoadTable {
    private static final String ROW = "%9s %10s %10s %8s %8s %8s %8s %8s %8s %9s";
    private static final double[] FACTORS = {0.25, 0.5, 0.75, 1, 1.25, 1.5};

    /** Frames that wait longer at the end than this are not kept up with. */
    private static final double LAG = 1;

    private static final double TROUBLE_AT = 0.25;
    private static final Duration BROKERS = Duration.ofSeconds(10);

    private final Scenario planned;
    private final Consumer<String> out;

    /** @param out takes the lines, each as it is known */
    public LoadTable(Scenario planned, Consumer<String> out) {
        this.planned = planned;
        this.out = out;
    }

    /**
     * A row of the table.
     *
     * @param cameras in it
     * @param result what came of them
     */
    public record Row(int cameras, Result result) {
        boolean keepsUp() {
            return result.lag() < LAG;
        }
    }

    /** Simulates and prints all of it. */
    public List<Row> run() {
        out.accept(String.format(
                Locale.ROOT,
                "%d instances of %d threads and %d cores, %d partitions; %s s of cameras at %s frames/s, seed %d",
                planned.layout().instances(),
                planned.layout().threads(),
                planned.layout().cores(),
                planned.layout().partitions(),
                Numbers.of(planned.seconds()),
                Numbers.of(planned.fleet().fps()),
                planned.seed()));
        out.accept(String.format(
                ROW, "CAMERAS", "IN /S", "OUT /S", "P50 MS", "P95 MS", "P99 MS", "CORES %", "CARD %", "BUSIEST",
                "LAG S"));
        List<Row> rows = new ArrayList<>();
        int before = 0;
        for (double factor : FACTORS) {
            int cameras = (int) Math.max(1, Math.round(planned.fleet().cameras() * factor));
            if (cameras > before) {
                Row row = new Row(cameras, Simulation.of(planned.with(cameras)));
                rows.add(row);
                out.accept(text(row));
            }
            before = cameras;
        }
        out.accept(knee(rows));
        trouble();
        return rows;
    }

    private String text(Row row) {
        Result result = row.result();
        return String.format(
                Locale.ROOT,
                ROW,
                String.format(Locale.ROOT, "%,d", row.cameras()),
                Numbers.of(Math.round(result.in() / planned.seconds())),
                Numbers.of(Math.round(result.out() / planned.seconds())),
                millis(result.p50()),
                millis(result.p95()),
                millis(result.p99()),
                percent(result.cores()),
                planned.service().onCard() ? percent(result.card()) : "",
                percent(result.busiest()),
                String.format(Locale.ROOT, "%.1f", result.lag()));
    }

    static String knee(List<Row> rows) {
        Row last = null;
        for (Row row : rows) {
            if (!row.keepsUp()) {
                return last == null
                        ? "With fewer than " + Numbers.of(row.cameras())
                                + " cameras it may keep up: frames wait ever longer."
                        : "The knee lies between " + Numbers.of(last.cameras()) + " and " + Numbers.of(row.cameras())
                                + " cameras: beyond it some frames wait ever longer.";
            }
            last = row;
        }
        return "All of these keep up: the knee lies beyond.";
    }

    private void trouble() {
        double at = Math.rint(planned.seconds() * TROUBLE_AT);
        Duration burst = planned.trouble().burst();
        if (planned.layout().instances() > 1) {
            Result lost = Simulation.of(planned.with(new Trouble(at, -1, Duration.ZERO, burst)));
            out.accept("An instance lost: " + back(lost, at) + ", "
                    + String.format(Locale.ROOT, "%,d", lost.decodedAgain()) + " packets decoded again.");
        }
        Result away = Simulation.of(planned.with(new Trouble(-1, at, BROKERS, burst)));
        out.accept("Brokers away for " + BROKERS.toSeconds() + " s: " + back(away, at) + ".");
    }

    private static String back(Result result, double at) {
        double seconds = result.recovery(at);
        double worst =
                result.lags().stream().mapToDouble(Double::doubleValue).max().orElse(0);
        return (Double.isInfinite(seconds)
                        ? "not back to the usual by the end"
                        : "back to the usual after " + Numbers.of(seconds) + " s")
                + ", frames wait " + String.format(Locale.ROOT, "%.1f", worst) + " s at worst";
    }

    private static String millis(double seconds) {
        return String.format(Locale.ROOT, "%,.0f", seconds * 1000);
    }

    private static String percent(double part) {
        return String.format(Locale.ROOT, "%.0f", part * 100);
    }
}
