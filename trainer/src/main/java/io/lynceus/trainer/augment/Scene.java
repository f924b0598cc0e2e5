package io.lynceus.trainer.augment;

import io.lynceus.trainer.data.LabelBox;
import io.lynceus.vision.pixels.Picture;
import java.util.List;

/**
 * A picture on its way through augmentation. Its bytes belong to whoever made it and may be changed in place.
 *
 * @param boxes in pixels of {@code picture}
 */
record Scene(Picture picture, List<LabelBox> boxes) {}
