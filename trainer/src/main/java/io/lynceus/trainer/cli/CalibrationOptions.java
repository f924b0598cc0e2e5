package io.lynceus.trainer.cli;

import io.lynceus.trainer.data.DataFile;
import io.lynceus.trainer.data.Split;
import io.lynceus.trainer.quantise.Footage;
import io.lynceus.vision.UserError;
import io.lynceus.vision.model.InputSize;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The footage that 8 bits are fitted to and checked on, and what stays as it is. */
final class CalibrationOptions {
    private static final int FRAMES = 64;

    @Option(
            names = "--data",
            paramLabel = "FILE",
            description = "8 bits: a data file (YAML). Ranges are learnt from its train part; what is found is"
                    + " compared, and AP measured, on its val part.")
    private @Nullable Path data;

    @Option(
            names = "--video",
            paramLabel = "PATH",
            description = "8 bits: a video or a folder of pictures instead, without labels. Every third frame is held"
                    + " out to compare on.")
    private @Nullable Path video;

    @Option(
            names = "--frames",
            paramLabel = "N",
            description = "8 bits: frames to learn from, spread over the footage. Default: ${DEFAULT-VALUE}.")
    private int frames = FRAMES;

    @Option(
            names = "--keep",
            paramLabel = "LAYER",
            arity = "1..*",
            description = "8 bits: layers that stay float32, by name or how it begins up to a dot or a slash.")
    private List<String> keep = List.of();

    List<String> keep() {
        return keep;
    }

    @Nullable
    Path data() {
        return data;
    }

    boolean isGiven() {
        return data != null || video != null || frames != FRAMES || !keep.isEmpty();
    }

    /** @throws UserError when not exactly one source is given, or too few frames */
    void check() {
        if ((data == null) == (video == null)) {
            throw new UserError("8 bits are fitted to footage like that which the model will see: give either --data"
                    + " FILE or --video PATH");
        }
        if (frames < 1) {
            throw new UserError("--frames " + frames + ": at least 1");
        }
    }

    Footage footage(InputSize size) {
        return data != null
                ? Footage.of(DataFile.read(data), size, frames)
                : Footage.of(Objects.requireNonNull(video), size, frames);
    }

    /** In words, for the model's metadata. */
    String description() {
        return data != null
                ? DataFile.read(data).description(Split.TRAIN)
                : String.valueOf(Objects.requireNonNull(video).getFileName());
    }
}
