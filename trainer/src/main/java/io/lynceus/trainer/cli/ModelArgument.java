package io.lynceus.trainer.cli;

import io.lynceus.trainer.model.Architecture;
import io.lynceus.trainer.model.StoredNetwork;
import io.lynceus.trainer.weights.Catalogue;
import io.lynceus.trainer.weights.Fetcher;
import io.lynceus.trainer.weights.Published;
import io.lynceus.trainer.weights.Shelf;
import io.lynceus.vision.CacheFolder;
import io.lynceus.vision.UserError;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.function.Consumer;
import picocli.CommandLine.Model.CommandSpec;

/** What somebody gives as a model or as weights: a file of any kind, or a name of the catalogue. */
final class ModelArgument {
    private ModelArgument() {}

    /** The checkpoint to train, measure or export; what had to be made for it is said on standard error. */
    static Path checkpoint(Path given) {
        return shelf(System.err::println).checkpoint(given.toString());
    }

    /** The checkpoint or ONNX model to run. */
    static Path model(Path given) {
        return isOnnx(given) ? given : checkpoint(given);
    }

    /** The ONNX model to make another of. */
    static Path onnx(Path given) {
        return isOnnx(given) ? given : shelf(System.err::println).model(given.toString(), null);
    }

    /**
     * What to train: what {@code --model} asked for, else the architecture of the weights, for no other can start from
     * them.
     *
     * @param model value of the option, its default where it was not given
     * @throws UserError when the weights' architecture has no name of its own
     */
    static String architecture(CommandSpec command, String model, Path checkpoint) {
        if (command.commandLine().getParseResult().hasMatchedOption("--model")) {
            return model;
        }
        try (StoredNetwork stored = StoredNetwork.open(checkpoint)) {
            Architecture architecture = stored.network().architecture();
            if (architecture.isPublished()) {
                return architecture.name();
            }
        }
        throw new UserError(checkpoint + ": its architecture is of a model file; name that with --model");
    }

    private static boolean isOnnx(Path given) {
        return given.toString().toLowerCase(Locale.ROOT).endsWith(".onnx");
    }

    static Shelf shelf(Consumer<String> said) {
        return new Shelf(CacheFolder.weights(), Catalogue.read(), fetcher(), said);
    }

    static Fetcher fetcher() {
        return new Fetcher(System.getenv(), new DownloadProgress(System.err, System.console() != null));
    }

    static boolean isHere(Published published) {
        return Files.exists(CacheFolder.weights().resolve(published.name()).resolve(published.file()));
    }
}
