package io.lynceus.vision.model;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.lynceus.vision.UserError;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The names of a model's classes, from wherever they are written. Any thread. */
public final class ClassNames {
    private ClassNames() {}

    /**
     * Names for {@code classes} classes: from the file if one is given, else from the model's metadata, else class0, class1, ...
     *
     * @param metadata the model's {@code names}, a Python dict or list as exporters write it; null when there is none
     * @throws UserError when there is another number of names, or they cannot be read
     */
    public static List<String> resolve(@Nullable Path file, @Nullable String metadata, int classes, String model) {
        List<String> names;
        String where;
        if (file != null) {
            names = fromFile(file);
            where = file.toString();
        } else if (metadata != null) {
            names = parse(metadata, "the names in " + model);
            where = "its metadata";
        } else {
            return IntStream.range(0, classes).mapToObj(i -> "class" + i).toList();
        }
        if (names.size() != classes) {
            throw new UserError("the model " + model + " has " + classes + " classes, but " + where + " names "
                    + names.size() + ": give their names with --names FILE");
        }
        return names;
    }

    /** One name a line, or YAML with the key {@code names} (a list, or a map from class id). */
    static List<String> fromFile(Path file) {
        String text;
        try {
            text = Files.readString(file);
        } catch (IOException e) {
            throw new UserError("cannot read the class names in " + file, e);
        }
        String name = file.toString();
        if (name.endsWith(".yaml") || name.endsWith(".yml")) {
            return parse(text, file.toString());
        }
        return Stream.of(text.split("\\R"))
                .map(String::strip)
                .filter(line -> !line.isEmpty())
                .toList();
    }

    /**
     * A Python dict {0: 'person'} or list ['person'] is also YAML's flow style, quotes and all; Python escapes a quote inside the other
     * kind of quotes by choosing the kind, which YAML reads the same.
     */
    static List<String> parse(String text, String where) {
        JsonNode root;
        try {
            root = new YAMLMapper().readTree(text);
        } catch (IOException e) {
            throw new UserError("cannot make out the class names in " + where + ": wanted {0: 'person', 1: 'car'}", e);
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
            throw new UserError("cannot make out the class names in " + where + ": a key is not a number", e);
        }
        if (byId.isEmpty() || byId.firstKey() != 0 || byId.lastKey() != byId.size() - 1) {
            throw new UserError(
                    "cannot make out the class names in " + where + ": wanted one for each class id from 0");
        }
        return List.copyOf(byId.values());
    }
}
