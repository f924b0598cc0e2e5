package io.lynceus.processor.config;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.lynceus.vision.UserError;
import java.util.Arrays;
import java.util.Locale;

/** How the lines of the log look. */
public enum LogFormat {
    /** For people. */
    TEXT,
    /** One JSON object a line, the status lines too. */
    JSON;

    @JsonCreator
    static LogFormat parse(String text) {
        return Arrays.stream(values())
                .filter(format -> format.toString().equals(text))
                .findFirst()
                .orElseThrow(() -> new UserError("'" + text + "' is not a log format; there are text and json"));
    }

    @JsonValue
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
