package io.lynceus.trainer.cli;

import io.lynceus.trainer.weights.Catalogue;
import io.lynceus.trainer.weights.Fetcher;
import io.lynceus.trainer.weights.Published;
import io.lynceus.trainer.weights.Shelf;
import io.lynceus.vision.Reason;
import io.lynceus.vision.RunError;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** All that is known of weights. */
@Command(
        name = "info",
        description = "What is known of weights, and what of them is here.",
        mixinStandardHelpOptions = true)
final class WeightsInfoCommand implements Callable<Integer> {
    @Spec
    private @Nullable CommandSpec spec;

    @Parameters(paramLabel = "NAME", description = "One of ./lynceus weights list.")
    private String name = "";

    @Override
    public Integer call() {
        PrintWriter out = Objects.requireNonNull(spec).commandLine().getOut();
        Published one = Catalogue.read().named(name);
        Shelf shelf = ModelArgument.shelf(line -> {});
        out.println(one.name() + ": " + one.architecture() + ", " + one.classes() + " classes (COCO), " + one.imgsz()
                + " pixels, AP " + (one.ap() == null ? "not published" : one.ap() + " %"));
        out.println("licence  " + one.terms());
        out.println("from     " + ModelArgument.fetcher().from(one));
        out.println("mirror   " + Fetcher.MIRROR + " names one, a URL or a folder");
        out.println("sha256   " + Objects.requireNonNullElse(shelf.digest(one), "not known before the first fetch"));
        for (Path file : files(shelf.folder(one))) {
            out.printf(Locale.ROOT, "here     %s, %.1f MB%n", file, megabytes(file));
        }
        out.flush();
        return 0;
    }

    private static List<Path> files(Path folder) {
        try (Stream<Path> files = Files.isDirectory(folder) ? Files.list(folder) : Stream.empty()) {
            return files.filter(file -> file.toString().matches(".*\\.(pt|part|safetensors|onnx)"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new RunError(folder + ": " + Reason.of(e), e);
        }
    }

    private static double megabytes(Path file) {
        return file.toFile().length() / 1e6;
    }
}
