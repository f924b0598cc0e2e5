package io.lynceus.processor.dist;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The archive of a release, where this build made one. */
final class Archive {
    private static final Path TARGET = Path.of("..", "target");

    private Archive() {}

    /** Unpacks it into a folder and returns the installation. Skips the test where there is no archive. */
    static Path unpacked(Path folder) throws IOException, InterruptedException {
        Said tar = Said.by(
                folder, List.of("tar", "-xzf", file().toString(), "-C", folder.toString()), Said.SAME_ENVIRONMENT);
        if (tar.exitCode() != 0) {
            throw new AssertionError(tar.text());
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.getFileName().toString().startsWith("lynceus-"))
                    .findFirst()
                    .orElseThrow();
        }
    }

    /** The archive. Skips the test where there is none. */
    static Path file() throws IOException {
        assumeTrue(Files.isDirectory(TARGET), "no archive: ./mvnw -Pdist verify makes it");
        try (Stream<Path> files = Files.list(TARGET)) {
            Optional<Path> found = files.filter(
                            file -> file.getFileName().toString().matches("lynceus-processor-.*\\.tar\\.gz"))
                    .findFirst();
            assumeTrue(found.isPresent(), "no archive: ./mvnw -Pdist verify makes it");
            return found.get().toAbsolutePath().normalize();
        }
    }
}
