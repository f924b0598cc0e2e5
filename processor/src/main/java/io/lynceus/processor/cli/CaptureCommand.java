package io.lynceus.processor.cli;

import io.lynceus.processor.capture.BufferSize;
import io.lynceus.processor.capture.Camera;
import io.lynceus.processor.capture.Cameras;
import io.lynceus.processor.capture.CamerasFile;
import io.lynceus.processor.capture.CaptureOptions;
import io.lynceus.processor.capture.KafkaPacketSink;
import io.lynceus.processor.capture.KafkaStatusSink;
import io.lynceus.processor.topics.Topics;
import io.lynceus.processor.web.CameraControl;
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
        description = "Reads cameras (RTSP URLs or video files) and sends their encoded packets to lynceus.packets.",
        mixinStandardHelpOptions = true)
final class CaptureCommand implements Callable<Integer> {
    @Option(
            names = "--camera",
            paramLabel = "NAME=SOURCE",
            description = "A camera's name and its URL or file. Repeatable.")
    List<String> cameras = List.of();

    @Option(
            names = "--config",
            paramLabel = "FILE.yaml",
            description =
                    "The cameras from a file instead: a list 'cameras' of name, url, transport (tcp or udp), stall"
                            + " (seconds without a packet before connecting again). It is followed while capture runs.")
    @Nullable
    Path config;

    @Option(
            names = "--http",
            paramLabel = "PORT",
            description = "Cameras can be looked at, put and deleted at http://127.0.0.1:PORT/cameras, until the"
                    + " process ends or the file changes; 0 for any free port (default: off).")
    @Nullable
    Integer http;

    @Mixin
    BootstrapOption broker = new BootstrapOption();

    @Option(
            names = "--fast",
            description = "Files as fast as they can be read (default: at the pace of their timestamps).")
    boolean fast;

    @Option(
            names = "--loop",
            paramLabel = "N|forever",
            defaultValue = "1",
            description = "How often to play a file, each time a new epoch (default: ${DEFAULT-VALUE}).")
    String loop = "1";

    @Option(
            names = "--buffer",
            paramLabel = "MIB",
            defaultValue = "64",
            description = "How much of all cameras together waits for a broker that is away before the oldest groups of"
                    + " pictures are dropped (default: ${DEFAULT-VALUE}).")
    int buffer = BufferSize.DEFAULT.mebibytes();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        if (cameras.isEmpty() == (config == null)) {
            throw new UserError("capture: name the cameras, either with --camera or with --config");
        }
        CaptureOptions options = new CaptureOptions(fast, loops(loop)).insisting();
        BufferSize size = new BufferSize(buffer);
        CamerasFile file = config == null ? null : new CamerasFile(config);
        List<Camera> wanted = file == null ? parse(cameras) : file.read();
        Topics.require(broker.bootstrap, Topics.PACKETS, Topics.CAMERA_STATUS);
        try (StopSignal stop = StopSignal.install();
                StatusLine status = StatusLine.on(spec.commandLine().getErr());
                KafkaStatusSink news = KafkaStatusSink.open(broker.bootstrap);
                KafkaPacketSink sink = KafkaPacketSink.open(broker.bootstrap, size, news);
                Cameras running = new Cameras(options, sink, news, Clock.systemUTC());
                CameraControl control = http == null ? null : CameraControl.open(running, http)) {
            running.begin(wanted);
            if (control != null) {
                status.print("capture: cameras at " + control.address());
            }
            new CaptureGroup(running, file, file != null || control != null, sink::dropped, status).follow(stop);
        }
        return 0;
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

    static long loops(String text) {
        if (text.equals("forever")) {
            return CaptureOptions.FOREVER;
        }
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException e) {
            throw new UserError("--loop " + text + ": a number of 1 or more, or forever", e);
        }
    }
}
