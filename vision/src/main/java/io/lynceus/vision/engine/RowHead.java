package io.lynceus.vision.engine;

import io.lynceus.vision.boxes.Candidates;
import java.nio.FloatBuffer;

/**
 * A decoded head that says all of one anchor in a row: [anchors, 4 + classes], centre x, centre y, width, height in
 * pixels of the network's input, then a score for each class; or [anchors, 5 + classes] with a score of its own for
 * there being anything, by which those of the classes are multiplied.
 */
record RowHead(int classes, boolean objectness) implements Head {
    private static final int BOX = 4;

    @Override
    public Candidates read(FloatBuffer output, float least) {
        int first = objectness ? BOX + 1 : BOX;
        int length = first + classes;
        Candidates candidates = new Candidates();
        float[] row = new float[length];
        for (int anchor = 0; anchor < output.limit() / length; anchor++) {
            output.get(anchor * length, row);
            float any = objectness ? row[BOX] : 1;
            for (int classId = 0; classId < classes; classId++) {
                float score = any * row[first + classId];
                if (score > least) {
                    float halfWidth = row[2] / 2;
                    float halfHeight = row[3] / 2;
                    candidates.add(
                            anchor,
                            classId,
                            score,
                            row[0] - halfWidth,
                            row[1] - halfHeight,
                            row[0] + halfWidth,
                            row[1] + halfHeight);
                }
            }
        }
        return candidates;
    }
}
