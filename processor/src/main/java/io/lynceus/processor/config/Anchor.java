package io.lynceus.processor.config;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.lynceus.vision.UserError;
import java.util.Locale;

/** The point of a box that is taken for where the object is, in the middle between its left and right edge. */
public enum Anchor {
    /** On the lower edge: where people and vehicles touch the ground. */
    BOTTOM,
    /** The middle of the box. */
    MIDDLE,
    /** On the upper edge. */
    TOP;

    /** @throws UserError unless it is {@code bottom}, {@code middle} or {@code top} */
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    static Anchor of(Object value) {
        for (Anchor anchor : values()) {
            if (anchor.text().equals(value)) {
                return anchor;
            }
        }
        throw new UserError("'" + value + "' is not bottom, middle or top");
    }

    /** As a file has it. */
    @JsonValue
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Its vertical place in a box with these edges. */
    public double y(double top, double bottom) {
        return switch (this) {
            case BOTTOM -> bottom;
            case MIDDLE -> (top + bottom) / 2;
            case TOP -> top;
        };
    }
}
