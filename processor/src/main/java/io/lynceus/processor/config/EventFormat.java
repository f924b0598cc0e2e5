package io.lynceus.processor.config;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.lynceus.vision.UserError;
import java.util.Arrays;
import java.util.Locale;

/** How events are written. Whoever reads them tells the one from the other by the first byte. */
public enum EventFormat {
    /** Avro: with a schema registry its wire format, else single-object encoding. */
    AVRO,
    /** One JSON object, for tools that read no Avro. */
    JSON;

    @JsonCreator
    static EventFormat parse(String text) {
        return Arrays.stream(values())
                .filter(format -> format.toString().equals(text))
                .findFirst()
                .orElseThrow(() -> new UserError("'" + text + "' is no format of events; there are avro and json"));
    }

    @JsonValue
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
