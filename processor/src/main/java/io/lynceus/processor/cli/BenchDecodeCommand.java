package io.lynceus.processor.cli;

import io.lynceus.processor.bench.DecodeBench;
import io.lynceus.processor.demo.DemoCameras;
import io.lynceus.processor.inference.BundledModel;
import io.lynceus.processor.inference.DetectorSettings;
import io.lynceus.vision.UserError;
import io.lynceus.vision.engine.Engine;
import io.lynceus.vision.engine.choice.Engines;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
        name = "decode",
        description = {
            "Measures a video's decoding on the CPU and, where there is one, on the video chip of an NVIDIA"
                    + " card: frames/s and CPU time.",
            "Exit code 1 when they do not give the same pictures, or a network does not say the same of them.",
        },
        mixinStandardHelpOptions = true)
final class BenchDecodeCommand implements Callable<Integer> {
    /** Pictures that a network on a card runs on at a time. */
    private static final int BATCH = 8;

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

    @Option(
            names = "--h264",
            paramLabel = "FILE",
            description = "Writes the video as H.264 to this file first, which a chip decodes, and takes that.")
    private @Nullable Path h264;

    @Option(names = "--beside", description = "Measures also beside a network that computes without a break.")
    private boolean beside;

    @Option(names = "--model", paramLabel = "FILE", description = "That network (default: the bundled model).")
    private @Nullable Path model;

    @Mixin
    private EngineOption engine = new EngineOption();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        if (streams < 1 || streams > 1024 || frames < 1 || imageSize < 32 || imageSize > 4096) {
            throw new UserError("--streams must be 1 to 1024, --frames 1 or more, --imgsz 32 to 4096");
        }
        PrintWriter out = spec.commandLine().getOut();
        String source = video == null ? DemoCameras.footage().source() : video;
        if (h264 != null) {
            DecodeBench.writeH264(source, h264, frames);
            source = h264.toString();
        }
        DecodeBench bench = new DecodeBench(source, streams, frames, imageSize, line -> {
            out.println(line);
            out.flush();
        });
        boolean same = bench.run();
        if (beside) {
            Engines engines = engine.engines(out::println, () -> false);
            DetectorSettings settings = DetectorSettings.defaults();
            try (Engine network = engines.open(BundledModel.or(model), settings.engine(), BATCH)
                    .engine()) {
                same &= bench.run(network);
            }
        }
        return same ? 0 : 1;
    }
}
