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
     * @throws UserError when the file cannot be read or its first line is empty
     */
    static @Nullable String read(String option, @Nullable Path file, String variable) {
        if (file == null) {
            String said = System.getenv(variable);
            return said == null || said.isEmpty() ? null : said;
        }
        try {
            return Files.readString(file)
                    .lines()
                    .findFirst()
                    .filter(line -> !line.isEmpty())
                    .orElseThrow(() -> new UserError(option + " " + file + ": its first line is empty"));
        } catch (IOException e) {
            throw new UserError(
                    option + " " + file + ": " + (Files.exists(file) ? "cannot be read" : "no such file"), e);
        }
    }
}
