package io.lynceus.processor.cli;

import io.lynceus.vision.Reason;
import io.lynceus.vision.RunError;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Folders that verbs write to. */
final class Folders {
    private Folders() {}

    /** Makes the folder where it is not there; its absolute path. */
    static Path made(Path folder) {
        try {
            return Files.createDirectories(folder.toAbsolutePath());
        } catch (IOException e) {
            throw new RunError("the folder " + folder + " cannot be made: " + Reason.of(e), e);
        }
    }

    /** A new one in the folder for temporary things, which stays. */
    static Path temporary(String prefix) {
        try {
            return Files.createTempDirectory(prefix);
        } catch (IOException e) {
            throw new RunError("no temporary folder can be made: " + Reason.of(e), e);
        }
    }
}
