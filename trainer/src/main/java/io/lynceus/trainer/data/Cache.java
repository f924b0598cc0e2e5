package io.lynceus.trainer.data;

import java.nio.file.Path;

/** Where the launcher keeps what it fetches. */
final class Cache {
    private Cache() {}

    /** {@code LYNCEUS_CACHE}, or {@code .cache/lynceus} in the home folder. */
    static Path folder() {
        String set = System.getenv("LYNCEUS_CACHE");
        return set == null || set.isBlank()
                ? Path.of(System.getProperty("user.home"), ".cache", "lynceus")
                : Path.of(set);
    }
}
