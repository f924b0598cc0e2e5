package io.lynceus.processor.cli;

import io.lynceus.processor.chaos.Cast;
import io.lynceus.processor.chaos.Chaos;
import io.lynceus.processor.chaos.ChaosClips;
import io.lynceus.processor.chaos.ChaosOptions;
import io.lynceus.processor.demo.TemporaryFolder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The promise put to the test. */
@Command(
        name = "chaos",
        description = {
            "Kills process and capture at random places and checks that every captured frame still has exactly"
                    + " one event, the same"
                    + " as in a run that nobody disturbed. Everything runs on a Kafka broker of its own.",
            "Exit code 0 when all of it holds."
        },
        mixinStandardHelpOptions = true)
final class ChaosCommand implements Callable<Integer> {
    @Option(
            names = "--kills",
            paramLabel = "N",
            defaultValue = "20",
            description = "How often process is killed with kill -9 (default: ${DEFAULT-VALUE}).")
    int kills;

    @Option(
            names = "--capture-kills",
            paramLabel = "N",
            description = "How often capture is killed (default: one for five of process).")
    @Nullable
    Integer captureKills;

    @Option(
            names = "--broker-restarts",
            paramLabel = "N",
            defaultValue = "0",
            description = "How often the broker is stopped and started (default: ${DEFAULT-VALUE}).")
    int brokerRestarts;

    @Option(
            names = "--freezes",
            paramLabel = "N",
            defaultValue = "0",
            description = "How often process is frozen (SIGSTOP) until its transaction and its session have timed out"
                    + " (default: ${DEFAULT-VALUE}).")
    int freezes;

    @Option(
            names = "--instances",
            paramLabel = "N",
            defaultValue = "1",
            description = "How many of process share the cameras (default: ${DEFAULT-VALUE}).")
    int instances;

    @Mixin
    TrialOptions trial = new TrialOptions();

    @Option(
            names = "--set",
            paramLabel = "PATH=VALUE",
            description = "A setting of process, as process --set takes it; may be repeated.")
    private List<String> settings = new ArrayList<>();

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "1",
            description = "Seed of the chance: kinds, order and places of the blows (default: ${DEFAULT-VALUE}).")
    long seed;

    @Option(
            names = "--logs",
            paramLabel = "FOLDER",
            description = "Where the processes' output is kept (default: a folder in the temporary one).")
    @Nullable
    Path logs;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        Path footage = trial.footage();
        try (StopSignal stop = StopSignal.install();
                TemporaryFolder temporary = new TemporaryFolder("lynceus-chaos-")) {
            Path folder = temporary.path();
            ChaosOptions options = new ChaosOptions(
                    kills,
                    captureKills == null ? (kills + 4) / 5 : captureKills,
                    brokerRestarts,
                    freezes,
                    seed,
                    instances,
                    new Cast(
                                    trial.cameras,
                                    List.of(footage, ChaosClips.reordered(footage, folder.resolve("b-frames.mp4"))),
                                    trial.onnx(),
                                    logs == null ? Folders.temporary("lynceus-chaos-logs-") : Folders.made(logs))
                            .with(settings));
            boolean good = new Chaos(options, TrialOptions.trial(spec.commandLine(), stop)).run(folder);
            return good ? 0 : 1;
        }
    }
}
