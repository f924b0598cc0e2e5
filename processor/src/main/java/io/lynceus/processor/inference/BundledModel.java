package io.lynceus.processor.inference;

import io.lynceus.vision.UserError;
import io.lynceus.vision.model.ModelFile;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** The model that comes with Lynceus: people, cars and trucks as one fixed street camera sees them. */
public final class BundledModel {
    private static final String NAME = "gelan-t-vtest.onnx";

    private BundledModel() {}

    /**
     * The model that somebody names, see {@link OnnxOf}, or the bundled one for none.
     *
     * @throws UserError when it cannot be read
     */
    public static ModelFile or(@Nullable Path path) {
        return path == null ? read() : ModelFile.read(OnnxOf.file(path));
    }

    /** @throws UserError when this build carries no model */
    public static ModelFile read() {
        try (InputStream in = BundledModel.class.getResourceAsStream("/models/" + NAME)) {
            if (in == null) {
                throw new UserError(
                        "this build carries no model: name one with --model, or make it with ./lynceus train-demo");
            }
            return new ModelFile(NAME, in.readAllBytes());
        } catch (IOException e) {
            throw new UserError("cannot read the bundled model: " + e.getMessage(), e);
        }
    }
}
