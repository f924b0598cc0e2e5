package io.lynceus.vision.model;

import io.lynceus.vision.Reason;
import io.lynceus.vision.UserError;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The files beside a model that it takes values from. */
final class DataFiles {
    private DataFiles() {}

    /**
     * In the order of their names, each once whatever ways it is named in.
     *
     * @param model whose folder they must lie in; where it is a link, they may lie in the folder that it leads to, too
     * @throws UserError when one is missing, lies elsewhere, or is too short for what the model wants of it
     */
    static List<Path> of(Path model, OnnxFacts facts) {
        Map<String, Path> files = new TreeMap<>();
        for (Map<String, String> tensor : facts.external()) {
            String location = tensor.getOrDefault("location", "");
            Path file = files.computeIfAbsent(location, name -> find(model, name));
            try {
                long offset = number(tensor, "offset");
                long length = number(tensor, "length");
                if (offset < 0 || length < 0 || offset > Files.size(file) - length) {
                    throw refused(
                            model,
                            location,
                            "it has only " + Files.size(file) + " bytes, wanted are " + length + " from " + offset);
                }
            } catch (NumberFormatException e) {
                throw refused(model, location, "no number says where in it");
            } catch (IOException e) {
                throw refused(model, location, Reason.of(e));
            }
        }
        return files.values().stream().distinct().toList();
    }

    private static long number(Map<String, String> tensor, String key) {
        return Long.parseLong(tensor.getOrDefault(key, "0"));
    }

    private static Path find(Path model, String location) {
        Path folder = model.toAbsolutePath().resolveSibling("");
        try {
            Path file = folder.resolve(location).normalize();
            if (location.isBlank() || Path.of(location).isAbsolute() || !file.startsWith(folder.normalize())) {
                throw refused(model, location, "it does not lie in the model's folder");
            }
            if (!Files.isRegularFile(file)) {
                throw refused(model, location, Files.exists(file) ? "it is no file" : "there is no such file");
            }
            Path real = file.toRealPath();
            if (!real.startsWith(folder.toRealPath())
                    && !real.startsWith(model.toRealPath().resolveSibling(""))) {
                throw refused(model, location, "it is a link that leads out of the model's folder");
            }
            return file;
        } catch (InvalidPathException e) {
            throw refused(model, location, "that names no file");
        } catch (IOException e) {
            throw refused(model, location, Reason.of(e));
        }
    }

    private static UserError refused(Path model, String location, String why) {
        return new UserError("the model " + model + " takes values from '" + location + "': " + why);
    }
}
