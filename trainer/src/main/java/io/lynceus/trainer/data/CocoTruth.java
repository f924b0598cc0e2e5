package io.lynceus.trainer.data;

import java.util.List;

/**
 * What COCO annotations say beyond boxes to learn from: the file's own numbers, areas and crowds.
 *
 * @param categoryIds by class index, the file's number for it
 * @param images by the data set's index, in ascending order of their numbers
 */
public record CocoTruth(List<Long> categoryIds, List<CocoImage> images) {
    public CocoTruth {
        categoryIds = List.copyOf(categoryIds);
        images = List.copyOf(images);
    }
}
