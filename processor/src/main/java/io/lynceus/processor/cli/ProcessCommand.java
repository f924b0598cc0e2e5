package io.lynceus.processor.cli;

import io.lynceus.processor.config.HttpAddress;
import io.lynceus.processor.config.ModelClasses;
import io.lynceus.processor.config.PageConfig;
import io.lynceus.processor.config.ProcessConfig;
import io.lynceus.processor.inference.EngineDetector;
import io.lynceus.processor.operator.FramePictures;
import io.lynceus.processor.operator.LiveSettings;
import io.lynceus.processor.ops.Meters;
import io.lynceus.processor.ops.Probes;
import io.lynceus.processor.ops.ProcessMeters;
import io.lynceus.processor.streams.DetectionService;
import io.lynceus.processor.web.OperatorServer;
import io.lynceus.processor.web.Tls;
import io.lynceus.vision.CacheFolder;
import io.lynceus.vision.UserError;
import io.lynceus.vision.engine.choice.EngineKind;
import io.lynceus.vision.engine.choice.Engines;
import io.lynceus.vision.engine.tensorrt.CardUse;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.Callable;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Packets to events, until Ctrl-C. */
@Command(
        name = "process",
        description = {
            "Decodes the packets of lynceus.packets, runs the detector and writes one event per frame to"
                    + " lynceus.detections.",
            "Start it on more machines with the same --application-id to share the cameras.",
        },
        mixinStandardHelpOptions = true,
        modelTransformer = ConfigOptions.Transformer.class)
final class ProcessCommand implements Callable<Integer>, ConfigOptions.Configured {
    private static final String KEYSTORE_PASSWORD = "LYNCEUS_HTTP_KEYSTORE_PASSWORD";
    private static final Duration TICK = Duration.ofMillis(500);

    @Mixin
    private ConfigOptions<ProcessConfig> options = new ConfigOptions<>(ProcessConfig.class);

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public ConfigOptions<ProcessConfig> config() {
        return options;
    }

    @Override
    public Integer call() {
        ProcessConfig config = options.read();
        if (options.printed(config, spec.commandLine().getOut())) {
            return 0;
        }
        LogSetup.apply(config.log());
        ProcessPlan plan = ProcessPlan.of(config);
        DetectionService.requireTopics(plan.service());
        if (!config.also()) {
            DetectionService.refuseOthers(plan.service(), () -> false);
        }
        ProcessCount count = new ProcessCount();
        FramePictures pictures = new FramePictures();
        BatchTimes times = new BatchTimes();
        ProcessHealth health = new ProcessHealth();
        Meters meters = Meters.open(config.otlp(), "process");
        ProcessMeters measured = new ProcessMeters(meters, Clock.systemUTC());
        StringBuilder chosen = new StringBuilder();
        try (meters;
                StopSignal stop = StopSignal.install();
                StatusLine status = StatusLine.on(spec.commandLine().getErr(), config.log());
                OperatorServer server = server(config, meters, health, status);
                EngineDetector detector = EngineDetector.open(
                        new Engines(plan.engine(), CacheFolder.plans(), chosen::append, stop::asked),
                        plan.model(),
                        plan.detector(),
                        plan.service().threads(),
                        times.and(measured));
                LiveSettings settings =
                        settings(config, plan, new ModelClasses(detector.model().names()));
                DetectionService service = DetectionService.start(
                        plan.service()
                                .following(
                                        settings,
                                        ProcessPage.address(
                                                server, config.page().token())),
                        detector,
                        count.and(pictures),
                        measured,
                        stop::asked);
                ProcessPage page = ProcessPage.open(
                        server, plan, settings, config.page().token(), detector, pictures, service::pageOf)) {
            health.runs(service);
            measured.runs(service.figures());
            measured.model(detector.model());
            // Who wants the cores alone does not want NVIDIA's libraries touched either.
            measured.card(plan.engine() == EngineKind.ONNXRUNTIME ? null : CardUse.here());
            status.print("process: " + page.where());
            status.print("process: engine " + chosen);
            detector.batches().lines().forEach(line -> status.print("process: " + line));
            status.print("process: model " + detector.model().name() + " on "
                    + detector.model().engine() + ", reading from "
                    + plan.service().broker() + ", Ctrl-C to stop");
            long before = System.nanoTime();
            long counted = 0;
            while (!stop.await(TICK) && !service.await(Duration.ZERO)) {
                long now = System.nanoTime();
                long total = count.frames();
                status.update(count.text((total - counted) * 1e9 / (now - before))
                        + count.behind(service.waiting())
                        + times.text());
                before = now;
                counted = total;
            }
            service.close();
            status.print(count.text(-1));
        }
        return 0;
    }

    private static LiveSettings settings(ProcessConfig config, ProcessPlan plan, ModelClasses classes) {
        config.page().check(classes);
        return new LiveSettings(
                plan.service().broker(),
                config.analytics().cameras(),
                config.page().blur(),
                classes);
    }

    private static @Nullable SSLContext tls(PageConfig page) {
        if (page.keystore() == null) {
            return null;
        }
        String file = page.keystorePasswordFile();
        String password =
                Credential.read("page.keystorePasswordFile", file == null ? null : Path.of(file), KEYSTORE_PASSWORD);
        if (password == null) {
            throw new UserError("page.keystore: its password is in page.keystorePasswordFile or the environment, "
                    + KEYSTORE_PASSWORD + ", and in neither now");
        }
        return Tls.of(Path.of(page.keystore()), password);
    }

    /** Open before anything that takes long, so that the probes are answered all the time. */
    private static @Nullable OperatorServer server(
            ProcessConfig config, Meters meters, ProcessHealth health, StatusLine status) {
        String address = config.http();
        if (address == null) {
            return null;
        }
        OperatorServer server = OperatorServer.open(HttpAddress.parse(address), tls(config.page()));
        Probes.add(server, health.live(), health.ready());
        meters.add(server);
        status.print("process: probes and metrics at " + server.address());
        return server;
    }
}
