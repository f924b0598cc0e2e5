package io.lynceus.processor.operator;

import io.lynceus.processor.inference.Model;
import io.lynceus.processor.kafka.Broker;
import io.lynceus.processor.web.PageFacts;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What is told about the model. */
public final class ModelFacts {
    private ModelFacts() {}

    /**
     * By what it is called on the page, in order.
     *
     * @param other the command that gets a model which fits these cameras; null where this one does
     */
    static Map<String, String> of(Model model, Map<String, String> metadata, @Nullable String other) {
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("Name", nameAndVersion(model));
        if (other != null) {
            facts.put("Knows", "one street and no other; for your cameras: " + other);
        }
        copy(metadata, "architecture", facts, "Architecture");
        average(metadata, "AP50", facts, "Held-out AP50");
        average(metadata, "AP", facts, "Held-out AP");
        copy(metadata, "trained_on", facts, "Trained on");
        facts.put("Classes", classes(model.names()));
        facts.put(
                "Runs as",
                model.inputWidth() + " × " + model.inputHeight() + ", " + model.precision() + ", " + model.engine());
        facts.put("SHA-256", model.sha256());
        return facts;
    }

    /** In one line for the terminal. */
    public static String line(Model model, Map<String, String> metadata) {
        StringBuilder line =
                new StringBuilder(nameAndVersion(model)).append(", ").append(classes(model.names()));
        if (metadata.containsKey("AP50")) {
            line.append(", held-out AP50 ").append(number(metadata.get("AP50")));
        }
        return line.toString();
    }

    private static String nameAndVersion(Model model) {
        boolean versioned = !model.version().isEmpty() && !model.version().equals("unknown");
        return model.name() + (versioned ? " " + model.version() : "");
    }

    private static String classes(List<String> names) {
        return names.size() <= 6 ? String.join(", ", names) : names.size() + " classes";
    }

    private static void copy(Map<String, String> metadata, String key, Map<String, String> facts, String label) {
        String value = metadata.get(key);
        if (value != null && !value.isBlank()) {
            facts.put(label, value);
        }
    }

    private static void average(Map<String, String> metadata, String key, Map<String, String> facts, String label) {
        if (metadata.containsKey(key)) {
            facts.put(label, number(metadata.get(key)));
        }
    }

    private static String number(String text) {
        try {
            return String.format(Locale.ROOT, "%.3f", Double.parseDouble(text));
        } catch (NumberFormatException e) {
            return text;
        }
    }

    /**
     * What a page says of a model and a broker.
     *
     * @param other the command that gets a model which fits these cameras; null where this one does
     */
    public static PageFacts page(
            Model model, Map<String, String> metadata, List<String> cameras, Broker broker, @Nullable String other) {
        Map<Integer, String> classes = new LinkedHashMap<>();
        for (int i = 0; i < model.names().size(); i++) {
            classes.put(i, model.names().get(i));
        }
        Map<String, String> commands = new LinkedHashMap<>();
        commands.put("With Lynceus, as a table", "./lynceus tail " + broker.options());
        commands.put("With Lynceus, a JSON object a line", "./lynceus tail --json " + broker.options());
        commands.put(
                "With Kafka's own tool, the bytes as they are",
                "kafka-console-consumer.sh --bootstrap-server " + broker + " --topic "
                        + broker.topics().detections() + " --from-beginning");
        return new PageFacts(
                cameras,
                of(model, metadata, other),
                classes,
                broker.bootstrap(),
                broker.topics().detections(),
                commands);
    }
}
