package io.lynceus.processor.cli;

import io.lynceus.processor.chaos.Cast;
import io.lynceus.processor.chaos.ChaosClips;
import io.lynceus.processor.chaos.Soak;
import io.lynceus.processor.chaos.SoakOptions;
import io.lynceus.processor.demo.TemporaryFolder;
import io.lynceus.vision.UserError;
import java.nio.file.Path;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** An eye on the memory. */
@Command(
        name = "soak",
        description = {
            "Runs capture and process for long, over many connections to cameras, and watches their memory."
                    + " Everything runs on a Kafka broker of its own.",
            "Exit code 0 when memory is flat and every captured frame has exactly one event."
        },
        mixinStandardHelpOptions = true)
final class SoakCommand implements Callable<Integer> {
    private static final int LOOKS = 200;

    @Option(
            names = "--duration",
            paramLabel = "TIME",
            defaultValue = "30m",
            description = "How long, such as 90s, 30m or 8h (default: ${DEFAULT-VALUE}).")
    String duration = "30m";

    @Option(
            names = "--frames",
            paramLabel = "N",
            description = "After how many frames to end before that (default: no limit).")
    @Nullable
    Long frames;

    @Mixin
    TrialOptions trial = new TrialOptions();

    @Option(
            names = "--rate",
            paramLabel = "N",
            defaultValue = "10",
            description = "Frames a second of each camera (default: ${DEFAULT-VALUE}).")
    double rate;

    @Option(
            names = "--connection",
            paramLabel = "FRAMES",
            defaultValue = "40",
            description = "After how many frames a camera connects again (default: ${DEFAULT-VALUE}).")
    int connection;

    @Option(
            names = "--output",
            paramLabel = "FOLDER",
            defaultValue = "soak",
            description = "Where memory.csv, memory.png and the logs go (default: ${DEFAULT-VALUE}).")
    Path output = Path.of("soak");

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        Duration time = time();
        Path footage = trial.footage();
        if (rate <= 0 || connection < 1) {
            throw new UserError("--rate and --connection: more than 0");
        }
        try (StopSignal stop = StopSignal.install();
                TemporaryFolder temporary = new TemporaryFolder("lynceus-soak-")) {
            Path folder = temporary.path();
            Path logs = Folders.made(output);
            Path gcLog = logs.resolve("gc.log");
            List<Path> clips = List.of(
                    ChaosClips.write(footage, folder.resolve("clip.mp4"), connection, rate, 0),
                    ChaosClips.write(footage, folder.resolve("b-frames.mp4"), connection, rate, 2));
            Cast cast = new Cast(
                    trial.cameras, clips, trial.onnx(), logs, List.of(), Soak.fixedHeap(), Soak.watched(gcLog));
            SoakOptions options = new SoakOptions(
                    frames == null ? Long.MAX_VALUE : frames,
                    time,
                    Duration.ofMillis(Math.max(1_000, time.toMillis() / LOOKS)),
                    cast,
                    logs.resolve("memory.csv"),
                    logs.resolve("memory.png"));
            boolean good = new Soak(options, TrialOptions.trial(spec.commandLine(), stop)).run(folder, gcLog);
            return good ? 0 : 1;
        }
    }

    private Duration time() {
        try {
            return Duration.parse("PT" + duration.toUpperCase(Locale.ROOT));
        } catch (DateTimeParseException e) {
            throw new UserError("--duration " + duration + ": a time such as 90s, 30m or 8h", e);
        }
    }
}
