package io.lynceus.trainer.data;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.concurrent.TimeUnit;

/**
 * By what a file is told from a later version of itself.
 *
 * @param size bytes; -1 for no file
 * @param changed nanoseconds since 1970
 */
record Stamp(long size, long changed) {
    static final Stamp NONE = new Stamp(-1, 0);

    static Stamp of(Path file) {
        try {
            BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
            return new Stamp(attributes.size(), attributes.lastModifiedTime().to(TimeUnit.NANOSECONDS));
        } catch (IOException e) {
            return NONE;
        }
    }
}
