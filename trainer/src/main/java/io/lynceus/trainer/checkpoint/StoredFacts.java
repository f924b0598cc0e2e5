package io.lynceus.trainer.checkpoint;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What an official checkpoint says about itself, in the words of our checkpoints' metadata. */
final class StoredFacts {
    /** What the published models are trained at. */
    private static final int USUAL_SIZE = 640;

    private static final int LONGEST = 200;
    private static final ObjectMapper JSON = new ObjectMapper();

    private StoredFacts() {}

    static Map<String, String> of(Path file, Map<?, ?> root, PythonObject model, Recognised recognised)
            throws IOException {
        Map<?, ?> options = PythonObject.entries(root.get("opt"));
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("architecture", recognised.architecture().name());
        facts.put("names", JSON.writeValueAsString(names(model.attribute("names"), recognised.classes())));
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

    /** By index, from a dict or a list; a class that the file does not name is named after its index. */
    private static List<String> names(@Nullable Object stored, int classes) {
        List<String> names = new ArrayList<>();
        for (int i = 0; i < classes; i++) {
            Object name = stored instanceof List<?> list
                    ? i < list.size() ? list.get(i) : null
                    : PythonObject.entries(stored).get(i);
            names.add(name instanceof String text ? text(text) : "class " + i);
        }
        return names;
    }

    private static int positive(@Nullable Object value, int otherwise) {
        return value instanceof Integer number && number > 0 ? number : otherwise;
    }

    private static String text(String stored) {
        String line = stored.replaceAll("\\p{Cntrl}", " ");
        return line.length() <= LONGEST ? line : line.substring(0, LONGEST);
    }
}
