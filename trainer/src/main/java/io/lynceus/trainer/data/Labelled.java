package io.lynceus.trainer.data;

import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The labels of a picture.
 *
 * @param id file name, or video and frame number
 * @param file of the picture; null for what is in no file of its own
 * @param boxes in fractions of the picture
 */
public record Labelled(String id, @Nullable Path file, List<LabelBox> boxes) {
    public Labelled {
        boxes = List.copyOf(boxes);
    }
}
