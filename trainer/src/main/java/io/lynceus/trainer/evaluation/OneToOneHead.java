package io.lynceus.trainer.evaluation;

import io.lynceus.vision.boxes.Candidates;
import io.lynceus.vision.engine.AnchorHead;
import io.lynceus.vision.engine.Head;
import java.nio.FloatBuffer;

/**
 * The decoded one-to-one head, [4 + classes, anchors] as {@link AnchorHead} has it: each anchor is a box of the class
 * that it scores most for, and nothing is suppressed.
 */
record OneToOneHead(int classes) implements Head {
    private static final int BOX = 4;

    @Override
    public Candidates read(FloatBuffer output, float least) {
        int anchors = output.limit() / (BOX + classes);
        Candidates candidates = new Candidates(true);
        for (int anchor = 0; anchor < anchors; anchor++) {
            int best = 0;
            for (int classId = 1; classId < classes; classId++) {
                best = score(output, anchors, anchor, classId) > score(output, anchors, anchor, best) ? classId : best;
            }
            float score = score(output, anchors, anchor, best);
            if (score > least) {
                float x = output.get(anchor);
                float y = output.get(anchors + anchor);
                float halfWidth = output.get(2 * anchors + anchor) / 2;
                float halfHeight = output.get(3 * anchors + anchor) / 2;
                candidates.add(anchor, best, score, x - halfWidth, y - halfHeight, x + halfWidth, y + halfHeight);
            }
        }
        return candidates;
    }

    private static float score(FloatBuffer output, int anchors, int anchor, int classId) {
        return output.get((BOX + classId) * anchors + anchor);
    }
}
