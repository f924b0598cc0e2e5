package io.lynceus.trainer.data;

import java.util.List;

/**
 * One picture of an annotations file.
 *
 * @param id the file's number for it
 * @param objects crowds included
 */
public record CocoImage(long id, List<CocoObject> objects) {
    public CocoImage {
        objects = List.copyOf(objects);
    }
}
