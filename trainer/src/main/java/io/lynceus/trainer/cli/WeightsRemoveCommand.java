package io.lynceus.trainer.cli;

import io.lynceus.trainer.weights.Catalogue;
import java.io.PrintWriter;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Makes room. */
@Command(
        name = "remove",
        description = "Delete what was fetched and made of weights. Their digest stays: the next file is held to it.",
        mixinStandardHelpOptions = true)
final class WeightsRemoveCommand implements Callable<Integer> {
    @Spec
    private @Nullable CommandSpec spec;

    @Parameters(paramLabel = "NAME", description = "One of ./lynceus weights list.")
    private String name = "";

    @Option(names = "--forget", description = "Forget the digest too, because another file was published.")
    private boolean forget;

    @Override
    public Integer call() {
        PrintWriter out = Objects.requireNonNull(spec).commandLine().getOut();
        int removed = ModelArgument.shelf(line -> {}).remove(Catalogue.read().named(name), forget);
        out.println(name + ": " + removed + (removed == 1 ? " file" : " files") + " removed");
        out.flush();
        return 0;
    }
}
