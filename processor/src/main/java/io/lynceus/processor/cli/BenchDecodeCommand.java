package io.lynceus.processor.cli;

import io.lynceus.processor.bench.DecodeBench;
import io.lynceus.processor.demo.DemoCameras;
import io.lynceus.vision.UserError;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
        name = "decode",
        description = {
            "Measures a video's decoding on the CPU and, where there is one, on the video chip of an NVIDIA"
                    + " card: frames/s and CPU time.",
            "Exit code 1 when the two do not give the same pictures.",
        },
        mixinStandardHelpOptions = true)
final class BenchDecodeCommand implements Callable<Integer> {
    @Option(names = "--video", paramLabel = "FILE", description = "The video (default: the demo's footage).")
    private @Nullable String video;

    @Option(
            names = "--streams",
            paramLabel = "N",
            description = "So many times at once, each on a thread (default: ${DEFAULT-VALUE}).")
    private int streams = 1;

    @Option(names = "--frames", paramLabel = "N", description = "Of the video, at most (default: ${DEFAULT-VALUE}).")
    private int frames = 1000;

    @Option(
            names = "--imgsz",
            paramLabel = "PIXELS",
            description = "Side of the network's input to scale to (default: ${DEFAULT-VALUE}).")
    private int imageSize = 640;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        if (streams < 1 || streams > 1024 || frames < 1 || imageSize < 32 || imageSize > 4096) {
            throw new UserError("--streams must be 1 to 1024, --frames 1 or more, --imgsz 32 to 4096");
        }
        PrintWriter out = spec.commandLine().getOut();
        String source = video == null ? DemoCameras.footage().source() : video;
        return new DecodeBench(source, streams, frames, imageSize, line -> {
                            out.println(line);
                            out.flush();
                        })
                        .run()
                ? 0
                : 1;
    }
}
