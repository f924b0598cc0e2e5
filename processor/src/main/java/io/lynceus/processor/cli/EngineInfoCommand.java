package io.lynceus.processor.cli;

import io.lynceus.vision.engine.tensorrt.Card;
import io.lynceus.vision.engine.tensorrt.Gpu;
import java.io.PrintWriter;
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
        Gpu gpu = Gpu.here();
        Card card = gpu.card();
        out.println(
                card == null
                        ? "tensorrt     cannot work here: " + gpu.reason()
                        : "tensorrt     " + card.tensorRt() + " on " + card.name() + ", compute capability "
                                + card.capability() + ", CUDA " + card.cuda() + ", driver for CUDA " + card.driver());
        out.flush();
        return 0;
    }
}
