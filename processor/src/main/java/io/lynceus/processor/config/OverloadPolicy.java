package io.lynceus.processor.config;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.lynceus.vision.UserError;
import java.math.BigDecimal;
import java.time.Duration;

/** What happens to a camera's frames when there are more than the model can take, or than are wanted. */
public sealed interface OverloadPolicy {
    /** Every frame goes to the model; when it cannot keep up, the camera's lag grows. */
    OverloadPolicy EVERY_FRAME = new EveryFrame();

    /** The policy of {@link #EVERY_FRAME}. */
    record EveryFrame() implements OverloadPolicy {
        @Override
        public String toString() {
            return "every-frame";
        }
    }

    /**
     * Frames that are older than a bound do not go to the model.
     *
     * @param bound from when the packet was read from the camera to when its frame's turn comes
     */
    record Newest(Duration bound) implements OverloadPolicy {
        @Override
        public String toString() {
            return "newest=" + DurationText.of(bound);
        }
    }

    /**
     * So many frames a second go to the model, by their capture time.
     *
     * @param perSecond more than 0, at most 1000
     */
    record Sample(double perSecond) implements OverloadPolicy {
        public Sample {
            if (!(perSecond > 0 && perSecond <= 1000)) {
                throw new UserError("sample: " + perSecond + " frames a second is not above 0 and up to 1000");
            }
        }

        @Override
        public String toString() {
            return "sample="
                    + BigDecimal.valueOf(perSecond).stripTrailingZeros().toPlainString();
        }
    }

    /**
     * @throws UserError unless it is {@code every-frame}, {@code newest=DURATION} or {@code sample=FRAMES_PER_SECOND}
     */
    static OverloadPolicy parse(String text) {
        String policy = text.strip();
        if (policy.equals("every-frame")) {
            return EVERY_FRAME;
        }
        if (policy.startsWith("newest=")) {
            return new Newest(DurationText.parse(policy.substring("newest=".length())));
        }
        if (policy.matches("sample=\\d{1,9}(\\.\\d{1,9})?")) {
            return new Sample(Double.parseDouble(policy.substring("sample=".length())));
        }
        throw new UserError(
                "'" + policy + "' is not a policy; there are every-frame, newest=DURATION (such as newest=2s)"
                        + " and sample=FRAMES_PER_SECOND (such as sample=5)");
    }

    /** As a file has it. */
    @JsonValue
    default String text() {
        return toString();
    }

    /** For Jackson, which would meet a number or a map with words of its own. */
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    static OverloadPolicy of(Object value) {
        return parse(String.valueOf(value));
    }
}
