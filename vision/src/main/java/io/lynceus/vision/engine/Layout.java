package io.lynceus.vision.engine;

import io.lynceus.vision.UserError;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** How the numbers of a detector's output lie. */
public enum Layout {
    /** As the model's metadata and its output's shape say. */
    AUTO,
    /** [N, 4 + classes, anchors]: YOLOv9, YOLOv8, YOLO11, this repo's trainer. */
    PLAIN,
    /** [N, anchors, 4 + classes]. */
    TRANSPOSED,
    /** [N, anchors, 5 + classes], the fifth whether there is anything at all: YOLOv5, YOLOv7, YOLOv6. */
    OBJECTNESS,
    /** [N, boxes, 6]: two corners, score, class, chosen by the network itself: YOLOv10, YOLO26. */
    END2END;

    /** @throws UserError when there is none of that name */
    public static Layout of(String name) {
        for (Layout layout : values()) {
            if (layout.toString().equals(name)) {
                return layout;
            }
        }
        throw new UserError("layout: '" + name + "' is none of "
                + Arrays.stream(values()).map(Layout::toString).collect(Collectors.joining(", ")));
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
