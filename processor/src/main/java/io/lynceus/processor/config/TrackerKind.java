package io.lynceus.processor.config;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.lynceus.vision.UserError;
import java.util.Arrays;
import java.util.Locale;

/** What gives objects ids that stay the same from frame to frame. */
public enum TrackerKind {
    /** ByteTrack, see {@link io.lynceus.processor.tracking.ByteTracker}. */
    BYTETRACK,
    /** The same with OC-SORT's observations, see {@link io.lynceus.processor.tracking.ByteTracker#observing}. */
    OCSORT,
    /** Nothing: the objects of a frame know nothing of those of the next. */
    NONE;

    @JsonCreator
    static TrackerKind parse(String text) {
        return Arrays.stream(values())
                .filter(kind -> kind.toString().equals(text))
                .findFirst()
                .orElseThrow(
                        () -> new UserError("'" + text + "' is not a tracker; there are bytetrack, ocsort and none"));
    }

    @JsonValue
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
