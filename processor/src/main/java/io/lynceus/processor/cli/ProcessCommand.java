package io.lynceus.processor.cli;

import io.lynceus.processor.config.ConfigFile;
import io.lynceus.processor.config.ProcessConfig;
import io.lynceus.processor.inference.Detector;
import io.lynceus.processor.inference.EngineDetector;
import io.lynceus.processor.streams.DetectionService;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Packets to events, until Ctrl-C. */
@Command(
        name = "process",
        description = {
            "Decodes the packets of lynceus.packets, runs the detector and writes one event per frame to lynceus.detections.",
            "Start it on more machines with the same --application-id to share the cameras.",
        },
        mixinStandardHelpOptions = true)
final class ProcessCommand implements Callable<Integer> {
    private static final Duration TICK = Duration.ofMillis(500);

    @Option(
            names = "--bootstrap",
            paramLabel = "HOST:PORT",
            description = "The Kafka broker (default: " + BootstrapOption.DEFAULT + ").")
    @Nullable
    String bootstrap;

    @Option(names = "--model", paramLabel = "FILE", description = "An ONNX model (default: the bundled one).")
    @Nullable
    Path model;

    @Option(
            names = "--threads",
            paramLabel = "N",
            description =
                    "Stream threads; more than the topic has partitions stay idle (default: one a core, at most 4).")
    @Nullable
    Integer threads;

    @Option(
            names = "--application-id",
            paramLabel = "NAME",
            description = "Consumer group and name of the transactions (default: lynceus-detect).")
    @Nullable
    String applicationId;

    @Option(
            names = "--state",
            paramLabel = "FOLDER",
            description = "Where this instance keeps its name (default: ~/.cache/lynceus/state).")
    @Nullable
    Path state;

    @Option(
            names = "--instance",
            paramLabel = "NAME",
            description =
                    "This instance's name, unique in the group and the same after a restart, which lets a restart go on at once"
                            + " (default: one that is kept in the state folder).")
    @Nullable
    String instance;

    @Option(
            names = "--overload",
            paramLabel = "POLICY",
            description = {
                "What happens when a camera has more frames than the model can take: every-frame, it falls behind;"
                        + " newest=2s, frames older than that are skipped; sample=5, so many frames a second are wanted.",
                "For cameras that the configuration file does not name (default: every-frame).",
            })
    @Nullable
    String overload;

    @Option(
            names = "--config",
            paramLabel = "FILE.yaml",
            description = "Keys bootstrap, applicationId, threads, state, model.file, model.score, model.iou, overload;"
                    + " options go before them (default: no file).")
    @Nullable
    Path config;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        ProcessConfig file = config == null ? ProcessConfig.empty() : ConfigFile.read(config, ProcessConfig.class);
        ProcessPlan plan = ProcessPlan.of(this, file);
        ProcessCount count = new ProcessCount();
        BatchTimes times = new BatchTimes();
        try (StopSignal stop = StopSignal.install();
                StatusLine status = StatusLine.on(spec.commandLine().getErr());
                Detector detector = EngineDetector.onCpu(plan.model(), plan.detector(), times);
                DetectionService service = DetectionService.start(plan.service(), detector, count)) {
            status.print("process: model " + detector.model().name() + " on "
                    + detector.model().engine() + ", reading from "
                    + plan.service().bootstrap() + ", Ctrl-C to stop");
            long before = System.nanoTime();
            long counted = 0;
            while (!stop.await(TICK) && !service.await(Duration.ZERO)) {
                long now = System.nanoTime();
                long total = count.frames();
                status.update(count.text((total - counted) * 1e9 / (now - before)) + times.text());
                before = now;
                counted = total;
            }
            service.close();
            status.print(count.text(-1));
        }
        return 0;
    }
}
