package io.lynceus.processor.config;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.lynceus.vision.UserError;
import java.util.Locale;

/** Which way a line may be crossed. */
public enum Allowed {
    /** Either way. */
    BOTH,
    /** From its left to its right. */
    FORWARD,
    /** From its right to its left. */
    BACKWARD;

    /** @throws UserError unless it is {@code both}, {@code forward} or {@code backward} */
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    static Allowed of(Object value) {
        for (Allowed allowed : values()) {
            if (allowed.text().equals(value)) {
                return allowed;
            }
        }
        throw new UserError("'" + value + "' is not both, forward or backward");
    }

    /** As a file has it. */
    @JsonValue
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}
