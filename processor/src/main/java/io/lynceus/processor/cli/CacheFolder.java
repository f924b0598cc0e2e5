package io.lynceus.processor.cli;

import java.nio.file.Path;

/** Where Lynceus keeps what it can fetch or make again. */
final class CacheFolder {
    private CacheFolder() {}

    /** As the launcher says, else {@code ~/.cache/lynceus}. */
    static Path path() {
        String folder = System.getProperty("lynceus.cache");
        return folder == null ? Path.of(System.getProperty("user.home"), ".cache", "lynceus") : Path.of(folder);
    }
}
