package io.lynceus.processor.cli;

import io.lynceus.processor.config.DurationText;
import io.lynceus.processor.plan.Layout;
import io.lynceus.processor.plan.Plan;
import io.lynceus.processor.plan.simulation.Scenario;
import io.lynceus.processor.plan.simulation.Scenario.Trouble;
import io.lynceus.vision.UserError;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What of a plan is simulated. */
final class SimulationOptions {
    private static final int MOST_THREADS = 200_000;

    @Option(names = "--simulate", description = "Simulate the plan's layout instead of printing its figures.")
    private boolean simulate;

    @Option(names = "--seconds", paramLabel = "N", description = "Simulated time (default: ${DEFAULT-VALUE}).")
    private int seconds = 60;

    @Option(
            names = "--seed",
            paramLabel = "N",
            description = "Of all that is left to chance (default: ${DEFAULT-VALUE}).")
    private long seed = 1;

    @Option(names = "--instances", paramLabel = "N", description = "Of process, instead of the plan's.")
    private @Nullable Integer instances;

    @Option(names = "--threads", paramLabel = "N", description = "Stream threads of each, instead of the plan's.")
    private @Nullable Integer threads;

    @Option(
            names = "--burst",
            paramLabel = "TIME",
            description = "A camera's frames are held back for so long at a time, once a minute (default: never).")
    private @Nullable String burst;

    @Option(
            names = "--one-machine",
            description =
                    "Broker and capture are on the cores of process too, and cameras lie evenly, as in bench live.")
    private boolean oneMachine;

    boolean wanted() {
        return simulate;
    }

    /** @throws UserError when something is out of range */
    Scenario scenario(Plan plan) {
        if (seconds < 10 || seconds > 3600) {
            throw new UserError("--seconds " + seconds + ": from 10 to 3600");
        }
        Layout planned = plan.layout();
        int many = Objects.requireNonNullElse(instances, oneMachine ? 1 : planned.instances());
        int each = Objects.requireNonNullElse(threads, planned.threads());
        if (many < 1 || each < 1 || (long) many * each > MOST_THREADS) {
            throw new UserError(
                    "--instances " + many + ", --threads " + each + ": 1 or more, together at most " + MOST_THREADS);
        }
        // As bench live has them, or as planned.
        int partitions = oneMachine ? 1 : Math.max(2, planned.partitions() / planned.allThreads());
        Duration held = burst == null ? Duration.ZERO : time(burst);
        return new Scenario(
                plan.fleet(),
                new Layout(many, each, partitions * many * each, planned.cores()),
                plan.service(),
                oneMachine,
                seconds,
                new Trouble(-1, -1, Duration.ZERO, held),
                seed);
    }

    private static Duration time(String text) {
        try {
            return DurationText.parse(text);
        } catch (UserError e) {
            throw new UserError("--burst: " + e.getMessage(), e);
        }
    }
}
