package io.lynceus.processor.cli;

import io.lynceus.vision.engine.OnnxEngine;
import io.lynceus.vision.engine.tensorrt.Card;
import io.lynceus.vision.engine.tensorrt.Gpu;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

@Command(
        name = "info",
        description = "Says which engines can work here, and why one cannot.",
        mixinStandardHelpOptions = true)
final class EngineInfoCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        out.println("onnxruntime  on " + Runtime.getRuntime().availableProcessors() + " cores");
        out.println("cuda         " + text(OnnxEngine.hasCuda() ? Gpu.withCuda() : Gpu.notInThisBuild()));
        Path library = Gpu.tensorRt();
        out.println("tensorrt     " + text(Gpu.here()) + (library == null ? "" : ", from " + library));
        out.flush();
        return 0;
    }

    private static String text(Gpu gpu) {
        Card card = gpu.card();
        return card == null
                ? "cannot work here: " + gpu.reason()
                : (card.tensorRt() + " on " + card.name()).strip() + ", compute capability " + card.capability()
                        + ", CUDA " + card.cuda() + ", driver for CUDA " + card.driver();
    }
}
