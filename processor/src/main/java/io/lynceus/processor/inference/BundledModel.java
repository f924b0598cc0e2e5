package io.lynceus.processor.inference;

import io.lynceus.vision.UserError;
import io.lynceus.vision.model.ModelFile;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** The model that comes with Lynceus: people, cars and trucks as one fixed street camera sees them. */
public final class BundledModel {
    private static final String NAME = "gelan-t-vtest";
    private static final String IN_EIGHT_BITS = NAME + "-int8";

    private BundledModel() {}

    /**
     * The model that somebody names, see {@link OnnxOf}, or the bundled one for none.
     *
     * @throws UserError when it cannot be read
     */
    public static ModelFile or(@Nullable Path path) {
        return path == null ? read() : ModelFile.read(OnnxOf.file(path));
    }

    /**
     * In float32, as it was trained and measured.
     *
     * @throws UserError when this build carries no model
     */
    public static ModelFile read() {
        return read(NAME);
    }

    /**
     * In 8 bits, for the cores: half the time of the other, and nearly the same boxes.
     *
     * @throws UserError when this build carries no model
     */
    public static ModelFile inEightBits() {
        return read(IN_EIGHT_BITS);
    }

    private static ModelFile read(String name) {
        String file = name + ".onnx";
        try (InputStream in = BundledModel.class.getResourceAsStream("/models/" + file)) {
            if (in == null) {
                throw new UserError(
                        "this build carries no model: name one with --model, or make it with ./lynceus train-demo");
            }
            return new ModelFile(file, in.readAllBytes());
        } catch (IOException e) {
            throw new UserError("cannot read the bundled model: " + e.getMessage(), e);
        }
    }
}
