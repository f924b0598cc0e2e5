package io.lynceus.trainer.data;

import java.util.List;

/**
 * What COCO annotations say beyond boxes to learn from: the file's own ids, areas and crowds.
 *
 * @param categoryIds by class index, the file's name for it
 * @param images by the data set's index, in ascending order of their ids
 */
public record CocoTruth(List<CocoId> categoryIds, List<CocoImage> images) {
    public CocoTruth {
        categoryIds = List.copyOf(categoryIds);
        images = List.copyOf(images);
    }
}
