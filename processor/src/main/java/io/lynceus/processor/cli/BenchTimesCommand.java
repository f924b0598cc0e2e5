package io.lynceus.processor.cli;

import io.lynceus.processor.bench.TimesBench;
import io.lynceus.processor.config.ConfigFile;
import io.lynceus.processor.inference.BundledModel;
import io.lynceus.processor.plan.ServiceTimes;
import io.lynceus.vision.Reason;
import io.lynceus.vision.RunError;
import io.lynceus.vision.UserError;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
        name = "times",
        description = {
            "Measures this machine's service times for plan: a video's decoding, a model on one core, the rest of the"
                    + " way.",
            "Writes them as YAML. A card's runs, as engine check prints them, are put in by hand.",
        },
        mixinStandardHelpOptions = true)
final class BenchTimesCommand implements Callable<Integer> {
    @Option(names = "--video", paramLabel = "FILE", description = "The clip (default: the demo's footage).")
    private @Nullable Path video;

    @Option(names = "--model", paramLabel = "FILE", description = "An ONNX model (default: the bundled one).")
    private @Nullable Path model;

    @Option(names = "--seconds", paramLabel = "N", description = "Of each run of cameras (default: ${DEFAULT-VALUE}).")
    private int seconds = 20;

    @Option(names = "--warm-up", paramLabel = "N", description = "Seconds before each (default: ${DEFAULT-VALUE}).")
    private int warmUp = 25;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FILE",
            description = "Where to (default: printed).")
    private @Nullable Path output;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        if (seconds < 1 || warmUp < 0) {
            throw new UserError("--seconds must be 1 or more, --warm-up 0 or more");
        }
        PrintWriter out = spec.commandLine().getOut();
        try (StatusLine status = StatusLine.on(spec.commandLine().getErr())) {
            ServiceTimes times = new TimesBench(
                            TrialOptions.footage(video),
                            BundledModel.or(model),
                            Duration.ofSeconds(warmUp),
                            Duration.ofSeconds(seconds),
                            doing -> status.print("bench: " + doing))
                    .run();
            String yaml = ConfigFile.yaml(times);
            Path file = output;
            if (file == null) {
                out.print(yaml);
            } else {
                Files.writeString(file, yaml);
            }
        } catch (IOException e) {
            throw new RunError("cannot write " + output + ": " + Reason.of(e), e);
        }
        out.flush();
        return 0;
    }
}
