package io.lynceus.processor.config;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.lynceus.vision.UserError;
import java.util.Locale;

/** What happens to a picture of which something is missing, so that the decoder filled it in. */
public enum DamagedPolicy {
    /** It goes to the model, and its event says what is wrong with it. */
    MARK,
    /** It does not, and its event is a DECODE_ERROR. */
    REFUSE;

    /** @throws UserError unless it is {@code mark} or {@code refuse} */
    public static DamagedPolicy parse(String text) {
        for (DamagedPolicy policy : values()) {
            if (policy.text().equals(text.strip())) {
                return policy;
            }
        }
        throw new UserError("'" + text + "' is not mark or refuse");
    }

    /** As a file has it. */
    @JsonValue
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** For Jackson, which would meet a number or a map with words of its own. */
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    static DamagedPolicy of(Object value) {
        return parse(String.valueOf(value));
    }
}
