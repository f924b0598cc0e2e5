package io.lynceus.processor.kafka;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What of a client's settings nobody may read in a log. */
final class Secrets {
    private static final Pattern SECRET_KEY =
            Pattern.compile("password|secret|jaas|token|credential|user\\.info|\\.key$|private");

    /** {@code password="..."} in a login module's line. */
    private static final Pattern QUOTED = Pattern.compile("=\\s*(?:\"((?:[^\"\\\\]|\\\\.)*)\"|'([^']*)')");

    /** What is shorter hides nothing, and would be found in every other word. */
    private static final int SHORTEST = 3;

    private final List<String> values = new ArrayList<>();

    Secrets(Map<String, String> settings) {
        settings.forEach((key, value) -> {
            if (SECRET_KEY.matcher(key.toLowerCase(Locale.ROOT)).find()) {
                add(value);
                Matcher quoted = QUOTED.matcher(value);
                while (quoted.find()) {
                    add(quoted.group(1) == null ? quoted.group(2) : quoted.group(1));
                }
            }
        });
        // The longest first: a part that is hidden would save the rest of the whole from being found.
        values.sort((one, other) -> Integer.compare(other.length(), one.length()));
    }

    private void add(String value) {
        if (value.strip().length() >= SHORTEST) {
            values.add(value.strip());
        }
    }

    /** A text without them. */
    String hide(String text) {
        String hidden = text;
        for (String value : values) {
            hidden = hidden.replace(value, "***");
        }
        return hidden;
    }
}
