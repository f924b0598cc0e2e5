package io.lynceus.vision.engine;

import io.lynceus.vision.boxes.Candidates;
import io.lynceus.vision.model.InputSize;
import java.nio.FloatBuffer;

/**
 * A head that says all of one anchor in a row: [anchors, 4 + classes], the box, then a score for each class; or
 * [anchors, 5 + classes] with a score of its own for there being anything, by which those of the classes are
 * multiplied.
 */
record RowHead(int classes, boolean objectness, RowBox box) implements Head {
    private static final int BOX = 4;

    @Override
    public Head on(InputSize size) {
        return new RowHead(classes, objectness, box.on(size));
    }

    @Override
    public Candidates read(FloatBuffer output, float least) {
        int first = objectness ? BOX + 1 : BOX;
        int length = first + classes;
        Candidates candidates = new Candidates();
        float[] row = new float[length];
        for (int anchor = 0; anchor < output.limit() / length; anchor++) {
            output.get(anchor * length, row);
            float any = objectness ? row[BOX] : 1;
            boolean placed = false;
            for (int classId = 0; classId < classes; classId++) {
                float score = any * row[first + classId];
                if (score > least) {
                    if (!placed) {
                        box.toCorners(anchor, row);
                        placed = true;
                    }
                    candidates.add(anchor, classId, score, row[0], row[1], row[2], row[3]);
                }
            }
        }
        return candidates;
    }
}
