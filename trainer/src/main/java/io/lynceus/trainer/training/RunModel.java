package io.lynceus.trainer.training;

import io.lynceus.trainer.config.WholeFile;
import io.lynceus.trainer.model.Architecture;
import io.lynceus.vision.Reason;
import io.lynceus.vision.RunError;
import io.lynceus.vision.UserError;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A run keeps its own copy of the model file, so that it goes on the same whatever becomes of the original. */
public final class RunModel {
    private static final String NAME = "model.txt";

    private RunModel() {}

    /** Puts the model file into a new run's folder; a published architecture needs none, its name is enough. */
    public static void write(Architecture architecture, Path runDir) {
        Path file = runDir.resolve(NAME);
        try {
            if (architecture.isPublished()) {
                Files.deleteIfExists(file);
            } else {
                WholeFile.write(file, architecture.text());
            }
        } catch (IOException e) {
            throw new RunError(file + ": cannot be written: " + Reason.of(e), e);
        }
    }

    /**
     * The architecture of a run.
     *
     * @param model as in its settings
     * @throws UserError when there is none
     */
    static Architecture of(String model, Path runDir) {
        Path own = runDir.resolve(NAME);
        return Architecture.of(Files.exists(own) ? own.toString() : model);
    }
}
