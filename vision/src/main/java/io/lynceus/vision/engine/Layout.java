package io.lynceus.vision.engine;

import io.lynceus.vision.UserError;
import io.lynceus.vision.pixels.Pixels;
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
    END2END,
    /** [N, anchors, 5 + classes] with boxes in cells of 8, 16 and 32 pixels, not in pixels: YOLOX. */
    YOLOX,
    /** Two outputs, [N, anchors, 4] with corners and [N, anchors, classes]: YOLO-NAS, DAMO-YOLO. */
    APART;

    /** Which dimension of the output counts the anchors, and so goes with the size of the picture; 0 for none. */
    int anchors() {
        return switch (this) {
            case AUTO, PLAIN -> 2;
            case TRANSPOSED, OBJECTNESS, YOLOX, APART -> 1;
            case END2END -> 0;
        };
    }

    /** What those who write it want the input to be, as far as that is known. */
    Pixels pixels() {
        return this == YOLOX ? Pixels.BGR255 : Pixels.RGB;
    }

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
