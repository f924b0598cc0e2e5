package io.lynceus.trainer.cli;

import io.lynceus.trainer.checkpoint.OfficialCheckpoint;
import io.lynceus.vision.UserError;
import java.nio.file.Path;
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
            "Turn a checkpoint of the official YOLOv9 code into one of this trainer.",
            "Architecture and classes are told from the weights. Nothing in the file is run."
        },
        mixinStandardHelpOptions = true)
final class ImportCommand implements Callable<Integer> {
    private static final String OURS = ".safetensors";

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "FILE", description = "The official checkpoint (.pt): whole, stripped or converted.")
    private Path file;

    @Option(
            names = "--output",
            paramLabel = "FILE",
            description = "The checkpoint to write. Default: NAME.safetensors beside the official one.")
    private @Nullable Path output;

    @SuppressWarnings("NullAway.Init") // picocli fills the fields
    ImportCommand() {}

    @Override
    public Integer call() {
        Path target = output != null ? output : beside();
        if (!target.toString().endsWith(OURS)) {
            throw new UserError("--output " + target + ": the name of a checkpoint ends in " + OURS);
        }
        OfficialCheckpoint read = OfficialCheckpoint.convert(file, target);
        spec.commandLine()
                .getOut()
                .printf(
                        "%s: %s, %d classes, %d tensors%s%n",
                        target,
                        read.architecture(),
                        read.classes(),
                        read.tensors(),
                        read.averaged() ? ", the averaged weights" : "");
        spec.commandLine().getOut().printf("next: ./lynceus export --weights %s%n", target);
        return 0;
    }

    private Path beside() {
        String name = String.valueOf(file.getFileName());
        return file.resolveSibling(name.endsWith(".pt") ? name.substring(0, name.length() - 3) + OURS : name + OURS);
    }
}
