package io.lynceus.processor.cli;

import io.lynceus.processor.bench.BenchOptions;
import io.lynceus.processor.bench.PipelineBench;
import io.lynceus.processor.demo.DemoCameras;
import io.lynceus.processor.inference.BundledModel;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The pipeline beside FFmpeg and the engine alone. */
@Command(
        name = "pipeline",
        description = {
            "Measures frames/s from the packets topic to the detections topic, with an embedded broker: with an"
                    + " engine that does",
            "nothing beside FFmpeg alone, and with a model beside ONNX Runtime alone, on as many threads, in turns.",
            "Exit code 1 when a frame has no event, two, or other boxes than detect finds.",
        },
        mixinStandardHelpOptions = true)
final class BenchPipelineCommand implements Callable<Integer> {
    @Option(
            names = "--video",
            paramLabel = "FILE",
            description = "The clip that every camera shows (default: the demo's footage).")
    private @Nullable Path video;

    @Option(
            names = "--cameras",
            paramLabel = "N",
            description = "Cameras, each with a partition and a stream thread (default: the number of cores).")
    private int cameras = Runtime.getRuntime().availableProcessors();

    @Option(
            names = "--frames",
            paramLabel = "N",
            description = "Frames of each camera with the engine that does nothing; the clip begins again as needed"
                    + " (default: ${DEFAULT-VALUE}).")
    private int frames = 1500;

    @Option(
            names = "--engine-frames",
            paramLabel = "N",
            description = "Frames of each camera with the model (default: ${DEFAULT-VALUE}).")
    private int engineFrames = 300;

    @Option(names = "--runs", paramLabel = "N", description = "Runs of each, in turns (default: ${DEFAULT-VALUE}).")
    private int runs = 3;

    @Option(names = "--model", paramLabel = "FILE", description = "An ONNX model (default: the bundled one).")
    private @Nullable Path model;

    @Option(
            names = "--imgsz",
            paramLabel = "PIXELS",
            description = "Side of the network's input, for a model that takes any (default: the model's own).")
    private int imageSize;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        BenchOptions options = new BenchOptions(
                video == null ? Path.of(DemoCameras.footage().source()) : video,
                cameras,
                frames,
                engineFrames,
                runs,
                BundledModel.or(model),
                imageSize);
        try (StatusLine status = StatusLine.on(spec.commandLine().getErr())) {
            PipelineBench bench = new PipelineBench(options, out::println, doing -> status.print("bench: " + doing));
            boolean right = bench.run();
            out.flush();
            return right ? 0 : 1;
        }
    }
}
