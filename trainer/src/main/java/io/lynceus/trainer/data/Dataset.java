package io.lynceus.trainer.data;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Labelled pictures by index. Safe for use by several threads. */
public interface Dataset {
    int size();

    /** The classes by index. */
    List<String> classNames();

    /** The sample with its picture scaled so that the long side is the data set's image size, aspect kept. */
    Sample load(int index);

    /** What COCO annotations know about these pictures; null where the labels are of another form. */
    default @Nullable CocoTruth coco() {
        return null;
    }
}
