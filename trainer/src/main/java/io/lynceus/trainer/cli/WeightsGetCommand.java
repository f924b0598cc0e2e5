package io.lynceus.trainer.cli;

import io.lynceus.trainer.weights.Catalogue;
import io.lynceus.trainer.weights.Shelf;
import io.lynceus.vision.model.InputSize;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Fetches, imports and exports. */
@Command(
        name = "get",
        description = {
            "Fetch published weights, import and export them. What broke off goes on where it stopped.",
            "LYNCEUS_WEIGHTS_URL names a mirror or a folder that has the files; proxies are those of the environment.",
            "A file (.pt, .ckpt, .safetensors) in place of a name is imported and exported in the same way."
        },
        mixinStandardHelpOptions = true)
final class WeightsGetCommand implements Callable<Integer> {
    @Spec
    private @Nullable CommandSpec spec;

    @Parameters(paramLabel = "NAME", description = "One of ./lynceus weights list.")
    private String name = "";

    @Option(
            names = "--imgsz",
            arity = "1..2",
            paramLabel = "PIXELS",
            description = "Input of the exported model, one number for a square or height and width; multiples of 32."
                    + " Default: what it was trained at.")
    private int @Nullable [] imgsz;

    @Option(names = "--from", paramLabel = "FILE", description = "Take this file, which is there already.")
    private @Nullable Path from;

    @Option(names = "--path", description = "Print nothing but the exported model's path; the rest on standard error.")
    private boolean path;

    @Override
    public Integer call() {
        PrintWriter out = Objects.requireNonNull(spec).commandLine().getOut();
        PrintWriter told = path ? spec.commandLine().getErr() : out;
        InputSize size = imgsz == null ? null : new InputSize(imgsz[0], imgsz[imgsz.length - 1]);
        Shelf shelf = ModelArgument.shelf(line -> {
            told.println(line);
            told.flush();
        });
        if (from != null) {
            shelf.checkpoint(Catalogue.read().named(name), from);
        }
        Path model = shelf.model(name, size);
        if (path) {
            out.println(model);
        } else {
            out.println("model: " + model);
            out.println("next: ./lynceus demo --camera rtsp://... --model " + name);
        }
        out.flush();
        return 0;
    }
}
