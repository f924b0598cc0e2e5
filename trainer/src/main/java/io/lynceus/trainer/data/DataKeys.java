package io.lynceus.trainer.data;

import com.fasterxml.jackson.databind.JsonNode;
import io.lynceus.vision.UserError;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The keys of a data file, with errors that name the file and the key. */
record DataKeys(Path file, JsonNode root) {
    private static final Logger LOG = LoggerFactory.getLogger(DataKeys.class);

    boolean has(String key) {
        return root.hasNonNull(key);
    }

    /** The folder that the file lies in. */
    Path folder() {
        return Objects.requireNonNull(file.toAbsolutePath().normalize().getParent());
    }

    /** The folder that the file's entries are relative to: {@code path}, or where the file lies. */
    Path base() {
        Path base = has("path") ? folder().resolve(text("path")).normalize() : folder();
        if (!Files.isDirectory(base)) {
            throw error("path", "no folder " + base + "; leave path out when the pictures lie beside this file");
        }
        return base;
    }

    UserError error(String key, String problem) {
        return new UserError(file + ": " + key + ": " + problem);
    }

    /** Says in the log which keys nobody asks for: other programs' files have more than we use. */
    void tellUnknown(Set<String> known) {
        for (Iterator<String> names = root.fieldNames(); names.hasNext(); ) {
            String name = names.next();
            if (!known.contains(name)) {
                LOG.warn(
                        "{}: {}: unknown key, not used; known are {}",
                        file,
                        name,
                        String.join(", ", new TreeSet<>(known)));
            }
        }
    }

    /** How labels are written: with key points behind the box where {@code kpt_shape} says so. */
    LabelForm labelForm(int classes) {
        JsonNode shape = root.path("kpt_shape");
        return new LabelForm(
                classes,
                shape.isArray()
                        ? Math.max(0, shape.path(0).asInt() * shape.path(1).asInt())
                        : 0);
    }

    /** A text or number, as text. */
    String text(String key) {
        JsonNode value = root.path(key);
        if (!value.isValueNode() || value.isNull() || value.asText().isBlank()) {
            throw error(key, value.isContainerNode() ? "must be one text" : "missing");
        }
        return value.asText().strip();
    }

    /** One text or a list of texts. */
    List<String> texts(String key) {
        JsonNode value = root.path(key);
        if (!value.isArray()) {
            return List.of(text(key));
        }
        List<String> texts = new ArrayList<>();
        value.forEach(entry -> texts.add(entry.asText().strip()));
        if (texts.isEmpty() || texts.contains("")) {
            throw error(key, "an empty entry");
        }
        return List.copyOf(texts);
    }

    /** The class names, from {@code names} as map or list; without it, numbers up to {@code nc}. */
    List<String> names() {
        List<String> names = new ArrayList<>();
        JsonNode value = root.path("names");
        if (value.isArray()) {
            value.forEach(name -> names.add(name.asText()));
        } else if (value.isObject()) {
            for (int index = 0; index < value.size(); index++) {
                JsonNode name = value.get(Integer.toString(index));
                if (name == null) {
                    throw error("names", "no name for class " + index + "; classes count from 0 without gaps");
                }
                names.add(name.asText());
            }
        } else if (has("nc")) {
            for (int index = 0; index < root.path("nc").asInt(); index++) {
                names.add("class" + index);
            }
        }
        if (names.isEmpty()) {
            throw error("names", "missing");
        }
        if (has("nc") && root.path("nc").asInt() != names.size()) {
            throw error("nc", root.path("nc").asText() + ", but names has " + names.size());
        }
        return List.copyOf(names);
    }
}
