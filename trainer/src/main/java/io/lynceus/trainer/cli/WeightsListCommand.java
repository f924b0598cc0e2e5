package io.lynceus.trainer.cli;

import io.lynceus.trainer.weights.Catalogue;
import io.lynceus.trainer.weights.Published;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** The catalogue, and what of it is here. */
@Command(name = "list", description = "The weights that are known by name.", mixinStandardHelpOptions = true)
final class WeightsListCommand implements Callable<Integer> {
    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public Integer call() {
        PrintWriter out = Objects.requireNonNull(spec).commandLine().getOut();
        out.printf("%-20s %-8s %7s %5s %6s  %s%n", "name", "licence", "classes", "AP", "MB", "from");
        for (Published one : Catalogue.read().entries()) {
            out.printf(
                    Locale.ROOT,
                    "%-20s %-8s %7d %5s %6s  %s%s%n",
                    one.name(),
                    one.license(),
                    one.classes(),
                    one.ap() == null ? "-" : one.ap(),
                    one.megabytes() == null ? "-" : one.megabytes(),
                    one.source(),
                    ModelArgument.isHere(one) ? ", here" : "");
        }
        out.println("AP: COCO val2017, per cent, as published. Next: ./lynceus weights get v9-s");
        out.flush();
        return 0;
    }
}
