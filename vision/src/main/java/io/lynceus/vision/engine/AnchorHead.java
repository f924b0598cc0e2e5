package io.lynceus.vision.engine;

import io.lynceus.vision.boxes.Candidates;
import java.nio.FloatBuffer;

/**
 * The decoded head of YOLOv9, YOLOv8 and this repo's trainer: [4 + classes, anchors], rows centre x, centre y, width,
 * height in pixels of the network's input, then a row of scores for each class.
 */
public record AnchorHead(int classes) implements Head {
    private static final int BOX = 4;

    @Override
    public Candidates read(FloatBuffer output, float least) {
        int anchors = output.limit() / (BOX + classes);
        boolean[] scores = new boolean[anchors];
        float[] row = new float[anchors];
        // Class by class, as the scores lie in memory; few anchors see anything.
        for (int classId = 0; classId < classes; classId++) {
            output.get((BOX + classId) * anchors, row);
            for (int anchor = 0; anchor < anchors; anchor++) {
                if (row[anchor] > least) {
                    scores[anchor] = true;
                }
            }
        }
        Candidates candidates = new Candidates();
        for (int anchor = 0; anchor < anchors; anchor++) {
            if (scores[anchor]) {
                add(output, anchors, anchor, least, candidates);
            }
        }
        return candidates;
    }

    private void add(FloatBuffer output, int anchors, int anchor, float least, Candidates candidates) {
        float x = output.get(anchor);
        float y = output.get(anchors + anchor);
        float halfWidth = output.get(2 * anchors + anchor) / 2;
        float halfHeight = output.get(3 * anchors + anchor) / 2;
        for (int classId = 0; classId < classes; classId++) {
            float score = output.get((BOX + classId) * anchors + anchor);
            if (score > least) {
                candidates.add(anchor, classId, score, x - halfWidth, y - halfHeight, x + halfWidth, y + halfHeight);
            }
        }
    }
}
