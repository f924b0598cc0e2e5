package io.lynceus.trainer.checkpoint;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What a foreign checkpoint says about itself, in the words of our checkpoints' metadata. */
final class StoredFacts {
    /** What the published models are trained at. */
    private static final int USUAL_SIZE = 640;

    private static final int LONGEST = 200;
    private static final ObjectMapper JSON = new ObjectMapper();

    private StoredFacts() {}

    static Map<String, String> of(Path file, Map<?, ?> root, List<String> names, Recognised recognised)
            throws IOException {
        Map<?, ?> options = PythonObject.entries(root.get("opt"));
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("architecture", recognised.architecture().name());
        facts.put("names", JSON.writeValueAsString(names));
        facts.put("imgsz", Integer.toString(positive(options.get("imgsz"), USUAL_SIZE)));
        facts.put("imported_from", text(String.valueOf(file.getFileName())));
        if (options.get("data") instanceof String data) {
            facts.put("trained_on", text(data));
        }
        int epochs = positive(options.get("epochs"), 0);
        if (epochs > 0) {
            facts.put("epochs", Integer.toString(epochs));
        }
        if (root.get("date") instanceof String date) {
            facts.put("date", text(date));
        }
        return facts;
    }

    /**
     * The names of the classes by index: those given, else those of the file, from a dict or a list. A file that names
     * none and has as many as COCO has COCO's; any other class is named after its index.
     *
     * @throws IOException with a message for the user when the wrong number is given
     */
    static List<String> names(@Nullable Object stored, int classes, List<String> given) throws IOException {
        if (!given.isEmpty() && given.size() != classes) {
            throw new IOException("it has " + classes + " classes, and " + given.size() + " names were given");
        }
        List<String> coco = stored == null && given.isEmpty() ? coco() : List.of();
        if (!given.isEmpty() || coco.size() == classes) {
            return given.isEmpty() ? coco : given;
        }
        List<String> names = new ArrayList<>();
        for (int i = 0; i < classes; i++) {
            Object name = stored instanceof List<?> list
                    ? i < list.size() ? list.get(i) : null
                    : PythonObject.entries(stored).get(i);
            names.add(name instanceof String text ? text(text) : "class " + i);
        }
        return names;
    }

    private static List<String> coco() throws IOException {
        try (InputStream in = StoredFacts.class.getResourceAsStream("coco.names")) {
            return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
        }
    }

    private static int positive(@Nullable Object value, int otherwise) {
        return value instanceof Integer number && number > 0 ? number : otherwise;
    }

    private static String text(String stored) {
        String line = stored.replaceAll("\\p{Cntrl}", " ");
        return line.length() <= LONGEST ? line : line.substring(0, LONGEST);
    }
}
