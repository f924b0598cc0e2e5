package io.lynceus.trainer.evaluation;

import io.lynceus.vision.model.InputSize;
import io.lynceus.vision.pixels.PictureSource;
import java.util.List;

/**
 * Pictures that a model looks at together.
 *
 * @param size of the model's input, for all of them
 * @param pictures at least one
 */
public record PictureBatch(InputSize size, List<PictureSource> pictures) {
    public PictureBatch {
        pictures = List.copyOf(pictures);
    }
}
