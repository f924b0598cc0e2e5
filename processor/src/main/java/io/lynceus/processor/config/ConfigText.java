package io.lynceus.processor.config;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/**
 * A configuration as YAML that says what each key is for, one line a key. It can be read back, but for the
 * credentials of URLs, which are left out.
 */
public final class ConfigText {
    private static final int WIDEST = 44;

    private ConfigText() {}

    /** The lines for a configuration as it is. A key without a value is a comment that shows what one looks like. */
    public static List<String> lines(Record config) {
        JsonNode tree = ConfigTree.redacted(ConfigFile.tree(config));
        List<ConfigKey> keys = ConfigKey.of(config.getClass());
        List<String> left = keys.stream().map(key -> left(key, tree)).toList();
        int width = left.stream()
                .mapToInt(String::length)
                .filter(length -> length <= WIDEST)
                .max()
                .orElse(0);
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < left.size(); i++) {
            Key about = keys.get(i).about();
            String comment = about == null ? "" : "  # " + about(about);
            lines.add((left.get(i)
                            + " "
                                    .repeat(
                                            comment.isEmpty()
                                                    ? 0
                                                    : Math.max(
                                                            0,
                                                            width - left.get(i).length())))
                    + comment);
        }
        return lines;
    }

    /** What a key is for, and its option. */
    private static String about(Key key) {
        return key.option().isEmpty() ? key.value() : key.value() + " (" + key.option() + ")";
    }

    private static String left(ConfigKey key, JsonNode tree) {
        String indent = "  ".repeat(key.depth());
        if (key.isSection()) {
            return indent + key.name() + ":";
        }
        JsonNode value = tree.at("/" + key.path().replace('.', '/'));
        if (value.isNull() || value.isMissingNode()) {
            Key about = key.about();
            return indent + "# " + key.name() + ": " + (about == null ? "" : about.label());
        }
        return indent + key.name() + ": " + (value.isTextual() ? text(value.textValue()) : value.toString());
    }

    /** Without quotes where YAML reads the same text. */
    private static String text(String value) {
        boolean plain = value.matches("[A-Za-z0-9/~.][A-Za-z0-9/~._=:,@ -]*") && !value.contains(": ");
        return plain && ConfigFile.scalar(value).equals(value)
                ? value
                : ConfigFile.tree(value).toString();
    }
}
