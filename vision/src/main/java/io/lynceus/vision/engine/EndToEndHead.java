package io.lynceus.vision.engine;

import io.lynceus.vision.boxes.Candidates;
import java.nio.FloatBuffer;

/**
 * A head that chooses its boxes by itself: [boxes, 6], two corners that lie across from each other, in pixels of the
 * network's input, score, class.
 *
 * @param classes 0 when nobody says how many there are; a row of a class that there is not is none
 */
record EndToEndHead(int classes) implements Head {
    private static final int ROW = 6;

    @Override
    public Candidates read(FloatBuffer output, float least) {
        Candidates candidates = new Candidates(true);
        float[] row = new float[ROW];
        for (int box = 0; box < output.limit() / ROW; box++) {
            output.get(box * ROW, row);
            int classId = Math.round(row[5]);
            if (row[4] > least && classId >= 0 && (classes == 0 || classId < classes)) {
                candidates.add(
                        box,
                        classId,
                        row[4],
                        Math.min(row[0], row[2]),
                        Math.min(row[1], row[3]),
                        Math.max(row[0], row[2]),
                        Math.max(row[1], row[3]));
            }
        }
        return candidates;
    }
}
