package io.lynceus.processor.cli;

import io.lynceus.processor.capture.BufferSize;
import io.lynceus.processor.capture.Camera;
import io.lynceus.processor.capture.CameraRules;
import io.lynceus.processor.capture.Cameras;
import io.lynceus.processor.capture.CamerasFile;
import io.lynceus.processor.capture.CaptureOptions;
import io.lynceus.processor.capture.KafkaPacketSink;
import io.lynceus.processor.capture.KafkaStatusSink;
import io.lynceus.processor.capture.Reach;
import io.lynceus.processor.config.CaptureConfig;
import io.lynceus.processor.config.HttpAddress;
import io.lynceus.processor.kafka.Broker;
import io.lynceus.processor.kafka.BrokerClock;
import io.lynceus.processor.ops.CaptureMeters;
import io.lynceus.processor.ops.Check;
import io.lynceus.processor.ops.Meters;
import io.lynceus.processor.ops.Probes;
import io.lynceus.processor.partitions.CameraPartitions;
import io.lynceus.processor.web.CameraControl;
import io.lynceus.processor.web.OperatorServer;
import io.lynceus.vision.UserError;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Cameras to the packets topic. */
@Command(
        name = "capture",
        description = "Reads cameras (URLs of streams or snapshots, video files) and sends their encoded packets to"
                + " lynceus.packets.",
        mixinStandardHelpOptions = true,
        modelTransformer = ConfigOptions.Transformer.class)
final class CaptureCommand implements Callable<Integer>, ConfigOptions.Configured {
    @Option(
            names = "--camera",
            paramLabel = "NAME=SOURCE",
            description = "A camera's name and its URL or file. Repeatable.")
    List<String> cameras = List.of();

    @Mixin
    private ConfigOptions<CaptureConfig> options = new ConfigOptions<>(CaptureConfig.class);

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public ConfigOptions<CaptureConfig> config() {
        return options;
    }

    @Override
    public Integer call() {
        CaptureConfig config = options.read();
        if (options.printed(config, spec.commandLine().getOut())) {
            return 0;
        }
        LogSetup.apply(config.log());
        CaptureOptions how = new CaptureOptions(config.fast(), loops(config.loop())).insisting();
        CamerasFile file = options.file() == null || !cameras.isEmpty()
                ? null
                : new CamerasFile(options.file(), options.settings());
        List<Camera> wanted = file == null ? wanted(config) : file.read();
        Broker broker = BrokerOptions.broker(config.servers(), config.kafkaConfig(), config.topicsPrefix());
        broker.require(broker.topics().packets(), broker.topics().cameraStatus());
        CameraPartitions partitions = CameraPartitions.of(broker);
        partitions.decide(wanted.stream().map(Camera::name).toList());
        try (StopSignal stop = StopSignal.install();
                StatusLine status = StatusLine.on(spec.commandLine().getErr(), config.log());
                BrokerClock time = BrokerClock.open(broker);
                KafkaStatusSink news = KafkaStatusSink.open(broker, time.time());
                Meters meters = Meters.open(config.otlp(), "capture");
                CaptureMeters measured = new CaptureMeters(meters, Clock.systemUTC());
                KafkaPacketSink sink = KafkaPacketSink.open(
                        broker,
                        partitions,
                        new BufferSize(config.buffer()),
                        measured.counted(news),
                        time.time(),
                        measured::stored);
                Cameras running = new Cameras(how, measured.counted(sink), measured.counted(news), Clock.systemUTC());
                OperatorServer server = server(config.http())) {
            measured.measures(sink);
            running.begin(wanted);
            measured.runs(running);
            if (server != null) {
                show(server, meters, sink);
                CameraControl.add(server, running, rules(config));
                status.print("capture: cameras at " + server.address() + "/cameras");
            }
            new CaptureGroup(running, file, file != null || server != null, sink::dropped, status).follow(stop);
        }
        return 0;
    }

    private static @Nullable OperatorServer server(@Nullable String address) {
        return address == null ? null : OperatorServer.open(HttpAddress.parse(address));
    }

    private static void show(OperatorServer server, Meters meters, KafkaPacketSink sink) {
        Check works = new Check("packets", sink::broken);
        Check answered = new Check("broker", () -> sink.waits() ? "takes no packets" : null);
        Probes.add(server, List.of(works), List.of(works, answered));
        meters.add(server);
    }

    private List<Camera> wanted(CaptureConfig config) {
        if (cameras.isEmpty() == (config.cameras() == null)) {
            throw new UserError("capture: name the cameras, either with --camera or with --config");
        }
        return cameras.isEmpty() ? CamerasFile.cameras("--set", config) : parse(cameras);
    }

    private static CameraRules rules(CaptureConfig config) {
        return new CameraRules(
                config.httpFolders().stream().map(Path::of).toList(),
                config.httpPublicOnly() ? Reach.PUBLIC : Reach.ANYWHERE);
    }

    private static List<Camera> parse(List<String> given) {
        List<Camera> wanted = given.stream().map(Camera::parse).toList();
        Set<String> names = new HashSet<>();
        for (Camera camera : wanted) {
            if (!names.add(camera.name())) {
                throw new UserError("--camera " + camera.name() + ": this name is given twice");
            }
        }
        return wanted;
    }

    private static long loops(String text) {
        return text.equals("forever") ? CaptureOptions.FOREVER : Long.parseLong(text);
    }
}
