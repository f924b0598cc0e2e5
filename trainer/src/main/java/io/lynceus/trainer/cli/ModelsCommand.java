package io.lynceus.trainer.cli;

import io.lynceus.trainer.model.Architecture;
import io.lynceus.trainer.model.ModelSize;
import io.lynceus.vision.UserError;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
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

    @Option(
            names = "--model",
            paramLabel = "NAME",
            description = "Show this one alone; its name or the path of a model file. Default: all published ones.")
    private @Nullable String model;

    @Option(names = "--print", description = "Print the model file of --model instead, as a start for one of your own.")
    private boolean print;

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
        if (print && model == null) {
            throw new UserError("--print wants a --model");
        }
        PrintWriter out = spec.commandLine().getOut();
        List<Architecture> architectures = model != null
                ? List.of(Architecture.of(model))
                : Architecture.names().stream().map(Architecture::named).toList();
        if (print) {
            out.print(architectures.get(0).text());
            out.flush();
            return 0;
        }
        table(out, architectures);
        if (model != null) {
            Architecture one = architectures.get(0);
            out.printf(
                    "%n%s: block %s in the stages, pgi %s, head %s; exported as %s. GFLOPs of one picture of %dx%d,"
                            + " %d classes.%n",
                    one.name(),
                    one.block(),
                    one.pgi(),
                    one.headKind(),
                    one.deployed().name(),
                    imgsz,
                    imgsz,
                    classes);
            return 0;
        }
        out.printf(
                "%nGFLOPs of one picture of %dx%d, %d classes. yolov9 trains with an auxiliary branch and is exported "
                        + "as the gelan of its size.%nA model file (--model FILE) chooses the block inside the stages "
                        + "and the auxiliary gradients; the README says how.%n",
                imgsz, imgsz, classes);
        return 0;
    }

    private void table(PrintWriter out, List<Architecture> architectures) {
        int width = architectures.stream()
                .mapToInt(one -> one.name().length())
                .max()
                .orElse(0);
        String name = "%-" + Math.max(width, 10) + "s";
        out.printf(name + " %6s   %-22s   %-22s%n", "", "", "training", "exported");
        out.printf(
                name + " %6s   %12s %9s   %12s %9s%n",
                "name",
                "layers",
                "parameters",
                "GFLOPs",
                "parameters",
                "GFLOPs");
        for (Architecture one : architectures) {
            ModelSize size = ModelSize.of(one, classes, imgsz, imgsz);
            out.printf(
                    Locale.ROOT,
                    name + " %6d   %,12d %9.2f   %,12d %9.2f%n",
                    one.name(),
                    size.layers(),
                    size.parameters(),
                    size.operations() / 1e9,
                    size.deployedParameters(),
                    size.deployedOperations() / 1e9);
        }
    }
}
