package io.lynceus.trainer.report;

import io.lynceus.trainer.data.Dataset;
import io.lynceus.trainer.data.LabelBox;
import io.lynceus.trainer.data.Labelled;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * What is in the pictures of one part of a data set.
 *
 * @param pictures how many
 * @param background how many of them have no label
 * @param objects of each class
 * @param boxes of all pictures, in fractions of theirs
 * @param files of the pictures that are in files
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record DataPart(int pictures, int background, int[] objects, List<LabelBox> boxes, List<Path> files) {
    static DataPart of(Dataset set) {
        int[] objects = new int[set.classNames().size()];
        List<LabelBox> boxes = new ArrayList<>();
        List<Path> files = new ArrayList<>();
        int background = 0;
        for (int i = 0; i < set.size(); i++) {
            Labelled one = set.labelled(i);
            background += one.boxes().isEmpty() ? 1 : 0;
            one.boxes().forEach(box -> objects[box.classId()]++);
            boxes.addAll(one.boxes());
            if (one.file() != null) {
                files.add(one.file());
            }
        }
        return new DataPart(set.size(), background, objects, boxes, files);
    }

    /** Share of the boxes whose longer side has less than so many pixels of a picture of that size. */
    double smaller(int pixels, int imgsz) {
        long small = boxes.stream()
                .filter(box -> Math.max(box.x2() - box.x1(), box.y2() - box.y1()) * imgsz < pixels)
                .count();
        return boxes.isEmpty() ? 0 : (double) small / boxes.size();
    }
}
