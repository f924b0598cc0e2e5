package io.lynceus.trainer.data;

import io.lynceus.vision.boxes.Box;
import io.lynceus.vision.pixels.Letterbox;

/** One labelled object: class index and corners in pixels of its picture. */
public record LabelBox(int classId, float x1, float y1, float x2, float y2) {
    /** How much of a found box and the label together is in both; see {@link Box#iou}. */
    public float iou(Box box) {
        return box.iou(x1, y1, x2, y2);
    }

    /** From pixels of the source to pixels of the network's input. */
    public LabelBox in(Letterbox letterbox) {
        return new LabelBox(
                classId,
                letterbox.toInputX(x1),
                letterbox.toInputY(y1),
                letterbox.toInputX(x2),
                letterbox.toInputY(y2));
    }
}
