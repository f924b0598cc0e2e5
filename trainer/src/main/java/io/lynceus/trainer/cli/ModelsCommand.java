package io.lynceus.trainer.cli;

import io.lynceus.trainer.config.UserError;
import io.lynceus.trainer.model.Architecture;
import io.lynceus.trainer.model.ModelSize;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code lynceus models}. */
@Command(
        name = "models",
        description = "List the architectures: what they weigh and cost while training and once exported.",
        mixinStandardHelpOptions = true)
final class ModelsCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Option(
            names = "--classes",
            paramLabel = "N",
            defaultValue = "80",
            description = "Number of classes. Default: 80, as published.")
    private int classes;

    @Option(
            names = "--imgsz",
            paramLabel = "PIXELS",
            defaultValue = "640",
            description = "Height and width of the picture that the operations are counted for. Default: 640.")
    private int imgsz;

    @SuppressWarnings("NullAway.Init") // picocli fills the fields
    ModelsCommand() {}

    @Override
    public Integer call() {
        if (classes < 1) {
            throw new UserError("--classes " + classes + ": at least 1 is needed");
        }
        if (imgsz < 32 || imgsz % 32 != 0) {
            throw new UserError("--imgsz " + imgsz + ": a multiple of 32 is needed");
        }
        PrintWriter out = spec.commandLine().getOut();
        out.printf("%-10s %6s   %-22s   %-22s%n", "", "", "training", "exported");
        out.printf(
                "%-10s %6s   %12s %9s   %12s %9s%n", "name", "layers", "parameters", "GFLOPs", "parameters", "GFLOPs");
        for (String name : Architecture.names()) {
            ModelSize size = ModelSize.of(Architecture.named(name), classes, imgsz, imgsz);
            out.printf(
                    Locale.ROOT,
                    "%-10s %6d   %,12d %9.2f   %,12d %9.2f%n",
                    name,
                    size.layers(),
                    size.parameters(),
                    size.operations() / 1e9,
                    size.deployedParameters(),
                    size.deployedOperations() / 1e9);
        }
        out.printf(
                "%nGFLOPs of one picture of %dx%d, %d classes. yolov9 trains with an auxiliary branch and is exported "
                        + "as the gelan of its size.%n",
                imgsz, imgsz, classes);
        return 0;
    }
}
