package io.lynceus.vision;

import java.nio.file.Path;

/** Where Lynceus keeps what it can fetch or make again. */
public final class CacheFolder {
    private CacheFolder() {}

    /** As the launcher says, else as the variable {@code LYNCEUS_CACHE} does, else {@code ~/.cache/lynceus}. */
    public static Path path() {
        String property = System.getProperty("lynceus.cache");
        String folder = property == null ? System.getenv("LYNCEUS_CACHE") : property;
        return folder == null || folder.isBlank()
                ? Path.of(System.getProperty("user.home"), ".cache", "lynceus")
                : Path.of(folder);
    }

    /** Published weights and what was made of them, in it. */
    public static Path weights() {
        return path().resolve("weights");
    }

    /** What TensorRT made of models, in it. */
    public static Path plans() {
        return path().resolve("plans");
    }
}
