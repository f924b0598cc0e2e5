package io.lynceus.processor.cli;

import io.lynceus.processor.inference.BundledModel;
import io.lynceus.processor.inference.DetectorSettings;
import io.lynceus.vision.CacheFolder;
import io.lynceus.vision.RunError;
import io.lynceus.vision.engine.choice.EngineKind;
import io.lynceus.vision.engine.choice.Engines;
import io.lynceus.vision.engine.tensorrt.Gpu;
import io.lynceus.vision.model.ModelFile;
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
        name = "build",
        description = {
            "Makes TensorRT's plan of a model for the card in this machine, if there is none yet, and compares"
                    + " it with ONNX Runtime.",
            "process and the others do so by themselves when they start; it takes minutes. Ctrl-C ends it and"
                    + " leaves nothing behind.",
        },
        mixinStandardHelpOptions = true)
final class EngineBuildCommand implements Callable<Integer> {
    @Option(names = "--model", paramLabel = "FILE", description = "An ONNX model (default: the bundled one).")
    private @Nullable Path model;

    @Option(
            names = "--threads",
            paramLabel = "N",
            description = "Threads that will bring pictures, which make the largest batch (default: ${DEFAULT-VALUE}).")
    private int threads = 8;

    @Mixin
    private ConventionOption convention = new ConventionOption();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        Gpu gpu = Gpu.here();
        if (gpu.card() == null) {
            throw new RunError("TensorRT cannot work here: " + gpu.reason());
        }
        ModelFile file = BundledModel.or(model);
        PrintWriter out = spec.commandLine().getOut();
        try (StopSignal stop = StopSignal.install()) {
            new Engines(
                            EngineKind.TENSORRT,
                            CacheFolder.plans(),
                            why -> out.println(file.name() + " is ready: " + why),
                            stop::asked)
                    .open(
                            file,
                            DetectorSettings.defaults()
                                    .with(convention.convention())
                                    .engine(),
                            threads)
                    .engine()
                    .close();
        }
        out.flush();
        return 0;
    }
}
