package io.lynceus.trainer.cli;

import io.lynceus.trainer.config.UserError;
import io.lynceus.trainer.export.ModelFacts;
import io.lynceus.trainer.export.OnnxExporter;
import io.lynceus.trainer.export.Parity;
import io.lynceus.trainer.model.StoredNetwork;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code lynceus export}. */
@Command(
        name = "export",
        description = {
            "Write a checkpoint as an ONNX file, ready for detect and process.",
            "The auxiliary branch is left out, norms are folded, and the file's answers are checked against the network's."
        },
        mixinStandardHelpOptions = true)
final class ExportCommand implements Callable<Integer> {
    private static final Pattern NUMBERS = Pattern.compile("\\D+");

    @Spec
    private CommandSpec spec;

    @Option(names = "--weights", required = true, paramLabel = "FILE", description = "The checkpoint (safetensors).")
    private Path weights;

    @Option(
            names = "--imgsz",
            arity = "1..2",
            paramLabel = "PIXELS",
            description =
                    "Input height and width, or one number for both; multiples of 32. Default: what it was trained at.")
    private int @Nullable [] imgsz;

    @Option(
            names = "--output",
            paramLabel = "FILE",
            description = "The file to write. Default: NAME.onnx beside the checkpoint.")
    private @Nullable Path output;

    @Option(
            names = "--name",
            paramLabel = "NAME",
            description =
                    "The model's name, which detection events carry. Default: its architecture, for example gelan-t.")
    private @Nullable String name;

    @Option(names = "--version", paramLabel = "TEXT", defaultValue = "1", description = "Its version. Default: 1.")
    private String version;

    @SuppressWarnings("NullAway.Init") // picocli fills the fields
    ExportCommand() {}

    @Override
    public Integer call() {
        try (StoredNetwork stored = StoredNetwork.open(weights)) {
            String named = name != null
                    ? name
                    : stored.network().architecture().deployed().name();
            int[] size = size(stored);
            Path file = output != null ? output : weights.resolveSibling(named + ".onnx");
            OnnxExporter exporter = new OnnxExporter(size[0], size[1]);
            Parity parity =
                    exporter.export(stored.network(), ModelFacts.of(stored, size[0], size[1], named, version), file);
            spec.commandLine()
                    .getOut()
                    .printf(
                            Locale.ROOT,
                            "%s: %s, %d classes, %dx%d; beside the network: boxes within %.1e px, scores within %.1e%n",
                            file,
                            stored.network().architecture().deployed().name(),
                            stored.names().size(),
                            size[0],
                            size[1],
                            parity.boxes(),
                            parity.scores());
            return 0;
        }
    }

    private int[] size(StoredNetwork stored) {
        int[] given = imgsz != null ? imgsz : trainedAt(stored.facts().get("imgsz"));
        if (given.length == 0) {
            throw new UserError(weights + " does not say its input size; give --imgsz HEIGHT WIDTH");
        }
        return new int[] {given[0], given[given.length - 1]};
    }

    private static int[] trainedAt(@Nullable String text) {
        return List.of(NUMBERS.split(text == null ? "" : text)).stream()
                .filter(number -> !number.isEmpty() && number.length() < 6)
                .mapToInt(Integer::parseInt)
                .limit(2)
                .toArray();
    }
}
