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

    /** What is known of a sample without its picture, where that is so; else it is loaded. */
    default Labelled labelled(int index) {
        Sample sample = load(index);
        float width = sample.picture().width();
        float height = sample.picture().height();
        List<LabelBox> boxes = sample.boxes().stream()
                .map(box -> new LabelBox(
                        box.classId(), box.x1() / width, box.y1() / height, box.x2() / width, box.y2() / height))
                .toList();
        return new Labelled(sample.id(), null, boxes);
    }

    /** What COCO annotations know about these pictures; null where the labels are of another form. */
    default @Nullable CocoTruth coco() {
        return null;
    }
}
