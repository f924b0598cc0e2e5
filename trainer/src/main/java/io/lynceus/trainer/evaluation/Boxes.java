package io.lynceus.trainer.evaluation;

import io.lynceus.trainer.data.Letterbox;
import java.util.List;

/** Boxes out of the network's input. */
final class Boxes {
    private Boxes() {}

    /** The boxes in pixels of the source picture, clipped to it. */
    static List<Detection> toSource(List<Detection> boxes, Letterbox letterbox) {
        return boxes.stream()
                .map(box -> new Detection(
                        box.classId(),
                        box.score(),
                        letterbox.toSourceX(box.x1()),
                        letterbox.toSourceY(box.y1()),
                        letterbox.toSourceX(box.x2()),
                        letterbox.toSourceY(box.y2())))
                .toList();
    }
}
