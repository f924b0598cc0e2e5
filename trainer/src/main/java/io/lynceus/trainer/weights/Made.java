package io.lynceus.trainer.weights;

import io.lynceus.vision.Reason;
import io.lynceus.vision.RunError;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * A file that was made of published weights, or of the way to them.
 *
 * @param file where it lies
 */
record Made(Path file) {
    /** All in the folder but the published file itself, its digest and what is on its way. */
    static List<Made> list(Path folder, Published published) {
        String name = published.name();
        try (Stream<Path> files = Files.isDirectory(folder) ? Files.list(folder) : Stream.empty()) {
            return files.filter(file -> file.getFileName().toString().startsWith(name)
                            && file.toString().matches(".*\\.(safetensors|onnx)"))
                    .sorted()
                    .map(Made::new)
                    .toList();
        } catch (IOException e) {
            throw new RunError(folder + ": " + Reason.of(e), e);
        }
    }

    void delete() {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new RunError(file + ": " + Reason.of(e), e);
        }
    }
}
