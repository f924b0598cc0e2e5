package io.lynceus.trainer.cli;

import io.lynceus.trainer.config.Curve;
import io.lynceus.trainer.config.Hyperparameters;
import io.lynceus.trainer.config.OptimizerKind;
import io.lynceus.trainer.config.TrainSettings;
import io.lynceus.trainer.data.DataFile;
import io.lynceus.trainer.training.StepBench;
import io.lynceus.trainer.training.StepBench.Step;
import io.lynceus.vision.UserError;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.OptionalDouble;
import java.util.concurrent.Callable;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code lynceus bench train}. */
@Command(
        name = "bench",
        description = "Measure the trainer on this machine.",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "detect|train",
        subcommands = {BenchDetectCommand.class, BenchCommand.Train.class})
final class BenchCommand implements Callable<Integer> {
    @Override
    public Integer call() {
        throw new UserError("bench what? ./lynceus bench detect --help, ./lynceus bench train --help");
    }

    /** Training steps, part by part. */
    @Command(
            name = "train",
            description = {
                "Run training steps and show where their time goes, and the memory.",
                "Without --data, every step has the same batch of noise and boxes, so that nothing but the step is"
                        + " measured."
            },
            mixinStandardHelpOptions = true,
            sortOptions = false,
            showDefaultValues = true)
    static final class Train implements Callable<Integer> {
        private static final int LINES = 10;

        @Option(names = "--model", paramLabel = "NAME", description = "Architecture.")
        private String model = "yolov9-t";

        @Option(names = "--batch", paramLabel = "N", description = "Pictures in a batch.")
        private int batch = 8;

        @Option(names = "--imgsz", paramLabel = "PIXELS", description = "Side of the pictures.")
        private int imgsz = 320;

        @Option(names = "--steps", paramLabel = "N", description = "Steps that are measured.")
        private int steps = 20;

        @Option(names = "--warmup", paramLabel = "N", description = "Steps before those.")
        private int warmup = 5;

        @Option(names = "--data", paramLabel = "FILE", description = "Data file: measures the loader too.")
        private @Nullable Path data;

        @Mixin
        private MachineOption machine = new MachineOption();

        @Spec
        private @Nullable CommandSpec spec;

        private final List<Step> measured = new ArrayList<>();
        private int done;

        @Override
        public Integer call() {
            if (steps < 1 || warmup < 0) {
                throw new UserError("--steps must be at least 1, --warmup at least 0");
            }
            TrainSettings settings = new TrainSettings(
                    model,
                    "",
                    null,
                    0,
                    imgsz,
                    batch,
                    1,
                    0,
                    1,
                    0,
                    0,
                    machine.threads(),
                    machine.workers(),
                    machine.device(),
                    Curve.LINEAR,
                    OptimizerKind.SGD,
                    machine.precision(),
                    Hyperparameters.DEFAULT);
            PrintWriter out = Objects.requireNonNull(spec).commandLine().getOut();
            out.printf(
                    "%s, batch %d, %dx%d, %s on %s, %d threads, %d steps%n",
                    model, batch, imgsz, imgsz, settings.precision(), settings.device(), settings.threads(), steps);
            int all = warmup + steps;
            StopNotice notice = new StopNotice("");
            // It computes from here on: in float16 on a CPU the first step takes longer than the notice's patience.
            notice.betweenSteps();
            try {
                StepBench.run(settings, data == null ? null : DataFile.read(data), all, step -> {
                    done++;
                    if (done > warmup) {
                        measured.add(step);
                    }
                    if (done % Math.max(1, all / LINES) == 0 || done == all) {
                        out.printf(
                                Locale.ROOT,
                                "  step %5d   %6.3f s   loss %9.3f   memory %s%n",
                                done,
                                step.seconds(),
                                step.total(),
                                memory());
                        out.flush();
                    }
                    notice.betweenSteps();
                });
            } finally {
                notice.cancel();
            }
            double step = line(out, "step", Step::seconds, Double.NaN);
            line(out, "waiting for data", Step::waiting, step);
            line(out, "forward", Step::forward, step);
            line(out, "loss", Step::loss, step);
            line(out, "backward", Step::backward, step);
            line(out, "optimiser, average", Step::update, step);
            out.printf(Locale.ROOT, "%.1f pictures/s%n", batch / step);
            return 0;
        }

        private double line(PrintWriter out, String name, ToDoubleFunction<Step> part, double whole) {
            List<Double> values =
                    measured.stream().map(part::applyAsDouble).sorted().toList();
            double median = values.get(values.size() / 2);
            out.printf(
                    Locale.ROOT,
                    "%-20s median %7.4f s   (%.4f to %.4f)%s%n",
                    name,
                    median,
                    values.get(0),
                    values.get(values.size() - 1),
                    Double.isNaN(whole) ? "" : String.format(Locale.ROOT, "   %3.0f %%", 100 * median / whole));
            return median;
        }

        /** What the process keeps in memory, heap and native together, as Linux tells it. */
        private static String memory() {
            try {
                OptionalDouble kilobytes = Files.readAllLines(Path.of("/proc/self/status")).stream()
                        .filter(text -> text.startsWith("VmRSS:"))
                        .mapToDouble(text -> Double.parseDouble(text.replaceAll("\\D+", "")))
                        .findFirst();
                return kilobytes.isPresent()
                        ? String.format(Locale.ROOT, "%.0f MB", kilobytes.getAsDouble() / 1024)
                        : "unknown";
            } catch (IOException e) {
                return "unknown";
            }
        }
    }
}
