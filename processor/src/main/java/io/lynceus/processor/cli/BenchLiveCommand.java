package io.lynceus.processor.cli;

import io.lynceus.processor.bench.LiveBench;
import io.lynceus.processor.inference.BundledModel;
import io.lynceus.vision.UserError;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
        name = "live",
        description = {
            "Measures how late events are with cameras that show a clip at its own pace: capture, an embedded broker"
                    + " and process in this",
            "JVM, one run for each number of cameras. What plan --simulate --one-machine foretells.",
        },
        mixinStandardHelpOptions = true)
final class BenchLiveCommand implements Callable<Integer> {
    @Option(
            names = "--video",
            paramLabel = "FILE",
            description = "The clip that every camera shows (default: the demo's footage).")
    private @Nullable Path video;

    @Option(
            names = "--cameras",
            paramLabel = "N",
            split = ",",
            description = "How many, one or several with commas (default: 1,2,4).")
    private List<Integer> cameras = List.of(1, 2, 4);

    @Option(names = "--threads", paramLabel = "N", description = "Stream threads (default: the number of cores).")
    private int threads = Runtime.getRuntime().availableProcessors();

    @Option(names = "--seconds", paramLabel = "N", description = "Of each run (default: ${DEFAULT-VALUE}).")
    private int seconds = 20;

    @Option(names = "--warm-up", paramLabel = "N", description = "Seconds before that (default: ${DEFAULT-VALUE}).")
    private int warmUp = 10;

    @Option(names = "--idle", description = "An engine that does nothing instead of the model.")
    private boolean idle;

    @Option(names = "--model", paramLabel = "FILE", description = "An ONNX model (default: the bundled one).")
    private @Nullable Path model;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        if (seconds < 1 || warmUp < 0 || cameras.stream().anyMatch(number -> number < 1 || number > 10_000)) {
            throw new UserError("--seconds must be 1 or more, --warm-up 0 or more, --cameras 1 to 10000");
        }
        PrintWriter out = spec.commandLine().getOut();
        LiveBench bench = new LiveBench(
                TrialOptions.footage(video),
                idle ? null : BundledModel.or(model),
                threads,
                Duration.ofSeconds(warmUp),
                Duration.ofSeconds(seconds));
        bench.run(cameras, line -> {
            out.println(line);
            out.flush();
        });
        return 0;
    }
}
