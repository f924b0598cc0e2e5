package io.lynceus.trainer.cli;

import io.lynceus.trainer.checkpoint.ForeignCheckpoint;
import io.lynceus.trainer.data.DataFile;
import io.lynceus.vision.Reason;
import io.lynceus.vision.TextFile;
import io.lynceus.vision.UserError;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code lynceus import}. */
@Command(
        name = "import",
        description = {
            "Turn a checkpoint of the official YOLOv9 code or of MultimediaTechLab/YOLO into one of this trainer.",
            "Architecture and classes are told from the weights. Nothing in the file is run."
        },
        mixinStandardHelpOptions = true)
final class ImportCommand implements Callable<Integer> {
    private static final String OURS = ".safetensors";

    @Spec
    private CommandSpec spec;

    @Parameters(
            paramLabel = "FILE",
            description = "The checkpoint: the official code's (.pt) whole, stripped or converted;"
                    + " MultimediaTechLab/YOLO's weights (.pt) or training checkpoint (.ckpt).")
    private Path file;

    @Option(
            names = "--output",
            paramLabel = "FILE",
            description = "The checkpoint to write. Default: NAME.safetensors beside the other.")
    private @Nullable Path output;

    @Option(
            names = "--names",
            paramLabel = "FILE",
            description = "Class names, one a line or a data.yaml. Default: those in the checkpoint; where it has none"
                    + " and 80 classes, COCO's.")
    private @Nullable Path names;

    @SuppressWarnings("NullAway.Init") // picocli fills the fields
    ImportCommand() {}

    @Override
    public Integer call() {
        Path target = output != null ? output : beside();
        if (!target.toString().endsWith(OURS)) {
            throw new UserError("--output " + target + ": the name of a checkpoint ends in " + OURS);
        }
        ForeignCheckpoint read = ForeignCheckpoint.convert(file, target, names(), Map.of());
        spec.commandLine()
                .getOut()
                .printf(
                        "%s: %s, %d classes, %d tensors%s%n",
                        target,
                        read.architecture(),
                        read.classes().size(),
                        read.tensors(),
                        read.averaged() ? ", the averaged weights" : "");
        spec.commandLine().getOut().printf("next: ./lynceus export --weights %s%n", target);
        return 0;
    }

    private List<String> names() {
        if (names == null) {
            return List.of();
        }
        if (names.toString().matches(".*\\.ya?ml")) {
            return DataFile.read(names).names();
        }
        try {
            return TextFile.lines(names).stream()
                    .map(String::strip)
                    .filter(name -> !name.isEmpty())
                    .toList();
        } catch (IOException e) {
            throw new UserError("--names " + names + ": " + Reason.of(e), e);
        }
    }

    private Path beside() {
        return file.resolveSibling(String.valueOf(file.getFileName()).replaceFirst("\\.(pt|ckpt)$", "") + OURS);
    }
}
