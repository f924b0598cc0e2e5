package io.lynceus.trainer.data;

import java.util.List;

/**
 * One picture of an annotations file.
 *
 * @param id the file's name for it
 * @param objects crowds included
 */
public record CocoImage(CocoId id, List<CocoObject> objects) {
    public CocoImage {
        objects = List.copyOf(objects);
    }
}
