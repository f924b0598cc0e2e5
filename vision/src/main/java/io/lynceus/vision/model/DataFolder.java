package io.lynceus.vision.model;

import io.lynceus.vision.Reason;
import io.lynceus.vision.UserError;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * The folder from which a runtime takes a model's data files, where it is given the model as bytes. It refuses links
 * that lead out of that folder: where there are any, the files are copied into a folder of their own, which is deleted
 * when this is closed.
 */
public final class DataFolder implements AutoCloseable {
    private final Path path;
    private final boolean copied;

    private DataFolder(Path path, boolean copied) {
        this.path = path;
        this.copied = copied;
    }

    /**
     * @param data files of the model that lies there
     * @throws UserError when they cannot be read, or copied
     */
    static DataFolder of(Path model, List<Path> data) {
        Path folder = model.toAbsolutePath().resolveSibling("").normalize();
        try {
            Path real = folder.toRealPath();
            for (Path file : data) {
                if (!file.toRealPath().startsWith(real)) {
                    return copied(folder, data);
                }
            }
            return new DataFolder(folder, false);
        } catch (IOException e) {
            throw new UserError("cannot read the files of the model " + model + ": " + Reason.of(e), e);
        }
    }

    private static DataFolder copied(Path folder, List<Path> data) throws IOException {
        DataFolder copies = new DataFolder(Files.createTempDirectory("lynceus-model"), true);
        try {
            for (Path file : data) {
                Path copy = copies.path.resolve(folder.relativize(file));
                Files.createDirectories(copy.resolveSibling(""));
                Files.copy(file, copy);
            }
            return copies;
        } catch (IOException e) {
            copies.close();
            throw e;
        }
    }

    /** Absolute. */
    public Path path() {
        return path;
    }

    @Override
    public void close() {
        if (!copied) {
            return;
        }
        try (Stream<Path> files = Files.walk(path)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (IOException e) {
            // it lies among the temporary files, and nothing depends on it
        }
    }
}
