package io.lynceus.processor.cli;

import io.lynceus.processor.demo.Demo;
import io.lynceus.processor.demo.DemoOptions;
import io.lynceus.processor.demo.Terminal;
import io.lynceus.vision.UserError;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
        name = "demo",
        description = {
            "See it work: a Kafka broker, cameras, detection and a live page, all in this process and on"
                    + " 127.0.0.1 only.",
            "At the end it prints a ledger; exit code 0 means that every captured frame has exactly one event."
        },
        mixinStandardHelpOptions = true)
final class DemoCommand implements Callable<Integer> {
    /** The last frames and the ledger of hours may take this long. */
    private static final Duration LAST_LEDGER = Duration.ofMinutes(2);

    @Option(
            names = "--camera",
            paramLabel = "URL|FILE",
            description = "A camera or a video file, NAME=URL or NAME=FILE to name it; repeatable. Files play at their"
                    + " own pace."
                    + " Default: the demo's footage, again and again.")
    private List<String> cameras = new ArrayList<>();

    @Option(names = "--loop", description = "Play the files given with --camera again and again. Default: once.")
    private boolean loop;

    @Option(
            names = "--model",
            paramLabel = "NAME|FILE",
            description = "Published weights by name ('./lynceus weights list'), an ONNX model or a checkpoint."
                    + " Default: the bundled one, which knows one street only.")
    private @Nullable Path model;

    @Option(
            names = "--port",
            paramLabel = "N",
            description = "Port of the page, 0 for any free one. Default: 8080, or the next free one.")
    private @Nullable Integer port;

    @Option(
            names = "--broker-port",
            paramLabel = "N",
            description = "Port of the Kafka broker, 0 for any free one. Default: 9092, or the next free one.")
    private @Nullable Integer brokerPort;

    @Option(
            names = "--duration",
            paramLabel = "SECONDS",
            description = "How long to run the cameras. Default: until Ctrl-C or the end of all files.")
    private @Nullable Long duration;

    @Mixin
    private ConventionOption convention = new ConventionOption();

    @Mixin
    private EngineOption engine = new EngineOption();

    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        if (spec == null) {
            throw new UserError("demo is a verb of the command line");
        }
        Terminal terminal = new Terminal(spec.commandLine().getOut(), System.console() != null);
        try (StopSignal stop = StopSignal.install(LAST_LEDGER)) {
            DemoOptions options = new DemoOptions(
                    cameras,
                    loop,
                    model,
                    convention.convention(),
                    engine.engines(terminal::step, stop::asked),
                    port,
                    brokerPort,
                    duration == null ? null : Duration.ofSeconds(duration));
            return new Demo(options, terminal, stop::await, LedgerText::lines).run();
        }
    }
}
