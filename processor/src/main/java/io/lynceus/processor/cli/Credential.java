package io.lynceus.processor.cli;

import io.lynceus.vision.UserError;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** A secret that comes from a file or the environment, never from the command line. */
final class Credential {
    private Credential() {}

    /**
     * The first line of the file, else what the environment says; null when neither is there.
     *
     * @param option that names the file
     */
    static @Nullable String read(String option, @Nullable Path file, String variable) {
        if (file == null) {
            return System.getenv(variable);
        }
        try {
            return Files.readString(file).lines().findFirst().orElse("");
        } catch (IOException e) {
            throw new UserError(
                    option + " " + file + ": " + (Files.exists(file) ? "cannot be read" : "no such file"), e);
        }
    }
}
