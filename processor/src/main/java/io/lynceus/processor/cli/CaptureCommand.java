package io.lynceus.processor.cli;

import io.lynceus.processor.capture.Camera;
import io.lynceus.processor.capture.CaptureOptions;
import io.lynceus.processor.capture.KafkaPacketSink;
import io.lynceus.processor.config.UserError;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
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
            required = true,
            paramLabel = "NAME=SOURCE",
            description = "A camera's name and its URL or file. Repeatable.")
    List<String> cameras = List.of();

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

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        List<Camera> wanted = cameras.stream().map(Camera::parse).toList();
        Set<String> names = new HashSet<>();
        for (Camera camera : wanted) {
            if (!names.add(camera.name())) {
                throw new UserError("--camera " + camera.name() + ": this name is given twice");
            }
        }
        CaptureOptions options = new CaptureOptions(fast, loops(loop));
        try (StopSignal stop = StopSignal.install();
                StatusLine status = StatusLine.on(spec.commandLine().getErr());
                KafkaPacketSink sink = KafkaPacketSink.open(broker.bootstrap);
                CaptureGroup group = CaptureGroup.start(wanted, options, sink, status)) {
            group.follow(stop);
        }
        return 0;
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
