package io.lynceus.processor.config;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.lynceus.vision.UserError;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What is done to a file's tree before it becomes a record. */
final class ConfigTree {
    private static final Pattern VARIABLE = Pattern.compile("\\$?\\$\\{([A-Za-z_][A-Za-z0-9_]*)}");

    private ConfigTree() {}

    /**
     * Puts the environment's variables for <code>${NAME}</code> in texts; <code>$${NAME}</code> becomes
     * <code>${NAME}</code>.
     *
     * @throws UserError with the key for a variable that is not set
     */
    static JsonNode filled(JsonNode node, String path, Map<String, String> environment) {
        if (node instanceof ObjectNode keys) {
            for (String name : names(keys)) {
                keys.set(name, filled(keys.get(name), path.isEmpty() ? name : path + "." + name, environment));
            }
        } else if (node instanceof ArrayNode entries) {
            for (int i = 0; i < entries.size(); i++) {
                entries.set(i, filled(entries.get(i), path + "[" + i + "]", environment));
            }
        } else if (node.isTextual() && node.textValue().contains("${")) {
            return new TextNode(VARIABLE.matcher(node.textValue())
                    .replaceAll(found ->
                            Matcher.quoteReplacement(value(found.group(), found.group(1), path, environment))));
        }
        return node;
    }

    private static String value(String found, String name, String path, Map<String, String> environment) {
        if (found.startsWith("$$")) {
            return found.substring(1);
        }
        String value = environment.get(name);
        if (value == null) {
            throw new UserError(path + ": the environment has no " + name + " (a ${ that is none is written $${)");
        }
        return value;
    }

    private static List<String> names(ObjectNode keys) {
        List<String> names = new ArrayList<>();
        keys.fieldNames().forEachRemaining(names::add);
        return names;
    }

    /**
     * Lets a section be its main key's value, as its option has it: {@code model: yard.onnx} is {@code model: {file:
     * yard.onnx}}, for {@code --model} sets {@code model.file}.
     */
    static void unfold(ObjectNode root, Class<?> type) {
        for (ConfigKey key : ConfigKey.of(type)) {
            Key about = key.about();
            int dot = key.path().indexOf('.');
            if (about != null
                    && dot > 0
                    && about.option().equals("--" + key.path().substring(0, dot))) {
                String section = key.path().substring(0, dot);
                JsonNode value = root.get(section);
                if (value != null && value.isValueNode() && !value.isNull()) {
                    root.putObject(section).set(key.name(), value);
                }
            }
        }
    }

    /** All texts in a tree. */
    static List<String> texts(JsonNode node) {
        List<String> texts = new ArrayList<>();
        if (node.isTextual()) {
            texts.add(node.textValue());
        }
        node.forEach(inner -> texts.addAll(texts(inner)));
        return texts;
    }

    /** A copy without the credentials of URLs, and without what is a password by its key. */
    static JsonNode redacted(JsonNode node) {
        JsonNode copy = node.deepCopy();
        if (copy instanceof ObjectNode keys) {
            for (String name : names(keys)) {
                keys.set(name, name.equals(CameraConfig.PASSWORD) ? new TextNode("***") : redacted(keys.get(name)));
            }
        } else if (copy instanceof ArrayNode entries) {
            for (int i = 0; i < entries.size(); i++) {
                entries.set(i, redacted(entries.get(i)));
            }
        }
        return copy.isTextual() ? new TextNode(Redacted.url(copy.textValue())) : copy;
    }
}
