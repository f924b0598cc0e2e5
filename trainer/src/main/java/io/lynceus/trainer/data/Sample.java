package io.lynceus.trainer.data;

import io.lynceus.vision.pixels.Picture;
import java.util.List;

/**
 * A labelled picture.
 *
 * @param id file name, or video and frame number; unique in its data set
 * @param originalWidth width in pixels before loading scaled it
 * @param originalHeight height in pixels before loading scaled it
 * @param picture the picture as loaded
 * @param boxes labels in pixels of {@code picture}
 */
public record Sample(String id, int originalWidth, int originalHeight, Picture picture, List<LabelBox> boxes) {
    public Sample {
        boxes = List.copyOf(boxes);
    }
}
