package io.lynceus.vision;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** Which Lynceus this is. */
public final class Version {
    private Version() {}

    /** Name and version, such as {@code lynceus 1.0.0}. */
    public static String text() {
        try (InputStream file = Version.class.getResourceAsStream("version.txt")) {
            if (file == null) {
                throw new IllegalStateException("the build has left out version.txt");
            }
            return "lynceus " + new String(file.readAllBytes(), StandardCharsets.UTF_8).strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
