package io.lynceus.processor.inference;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.lynceus.vision.TextFile;
import io.lynceus.vision.UserError;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A file that names the classes of a model. */
final class NamesFile {
    private NamesFile() {}

    /**
     * One name a line, or YAML with the key {@code names} (a list, or a map from class id).
     *
     * @throws UserError when it cannot be read, or names no class
     */
    static List<String> read(Path file) {
        String text;
        try {
            text = TextFile.read(file);
        } catch (IOException e) {
            throw new UserError("cannot read the class names in " + file, e);
        }
        String name = file.toString();
        List<String> names = name.endsWith(".yaml") || name.endsWith(".yml")
                ? yaml(text, file)
                : Stream.of(text.split("\\R"))
                        .map(String::strip)
                        .filter(line -> !line.isEmpty())
                        .toList();
        if (names.isEmpty()) {
            throw new UserError("no class is named in " + file);
        }
        return names;
    }

    private static List<String> yaml(String text, Path file) {
        JsonNode root;
        try {
            root = new YAMLMapper().readTree(text);
        } catch (IOException e) {
            throw unreadable(file, "it is no YAML", e);
        }
        JsonNode names = root.has("names") ? root.get("names") : root;
        if (names.isArray()) {
            List<String> list = new ArrayList<>();
            names.forEach(entry -> list.add(entry.asText()));
            return list;
        }
        TreeMap<Integer, String> byId = new TreeMap<>();
        try {
            names.properties()
                    .forEach(entry -> byId.put(
                            Integer.valueOf(entry.getKey()), entry.getValue().asText()));
        } catch (NumberFormatException e) {
            throw unreadable(file, "a key is not a number", e);
        }
        if (byId.isEmpty() || byId.firstKey() != 0 || byId.lastKey() != byId.size() - 1) {
            throw unreadable(file, "wanted one for each class id from 0", null);
        }
        return List.copyOf(byId.values());
    }

    private static UserError unreadable(Path file, String why, @Nullable Exception cause) {
        String message = "cannot make out the class names in " + file + ": " + why;
        return cause == null ? new UserError(message) : new UserError(message, cause);
    }
}
