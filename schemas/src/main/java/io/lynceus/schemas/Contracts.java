package io.lynceus.schemas;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** The contracts as their files have them, which the jar holds too. */
public final class Contracts {
    private Contracts() {}

    /**
     * A contract's file, {@code NAME.avsc}.
     *
     * @param name a record's, without its namespace
     */
    public static String text(String name) {
        String file = "/avro/" + name + ".avsc";
        try (InputStream in = Contracts.class.getResourceAsStream(file)) {
            if (in == null) {
                throw new FileNotFoundException(file + " is not on the class path");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
