package io.lynceus.vision.boxes;

import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/** From the network's output to boxes that are worth showing: the reference's rules for serving. Any thread. */
public final class Nms {
    /** At most so many boxes a picture. */
    static final int MAX_BOXES = 300;

    /** So many of the best are looked at; only a network that has learnt nothing gives more. */
    static final int MAX_CANDIDATES = 30_000;

    private Nms() {}

    /**
     * The boxes that score more than the threshold, each with its best class.
     *
     * @param output [4 + classes, anchors] from 0 to its limit: centre x, centre y, width, height, then a score for each class
     */
    public static List<Candidate> candidates(FloatBuffer output, int classes, float scoreThreshold) {
        int anchors = output.limit() / (4 + classes);
        float[] best = new float[anchors];
        float[] row = new float[anchors];
        int[] bestClass = new int[anchors];
        Arrays.fill(best, scoreThreshold);
        Arrays.fill(bestClass, -1);
        // Class by class, as the scores lie in memory.
        for (int classId = 0; classId < classes; classId++) {
            output.get((4 + classId) * anchors, row);
            for (int anchor = 0; anchor < anchors; anchor++) {
                if (row[anchor] > best[anchor]) {
                    best[anchor] = row[anchor];
                    bestClass[anchor] = classId;
                }
            }
        }
        List<Candidate> candidates = new ArrayList<>();
        for (int anchor = 0; anchor < anchors; anchor++) {
            if (bestClass[anchor] >= 0) {
                float x = output.get(anchor);
                float y = output.get(anchors + anchor);
                float halfWidth = output.get(2 * anchors + anchor) / 2;
                float halfHeight = output.get(3 * anchors + anchor) / 2;
                candidates.add(new Candidate(
                        bestClass[anchor], best[anchor], x - halfWidth, y - halfHeight, x + halfWidth, y + halfHeight));
            }
        }
        return candidates;
    }

    /** Of boxes of one class that overlap by more than the threshold, the best; best first. */
    public static List<Candidate> suppress(List<Candidate> candidates, float iouThreshold) {
        List<Candidate> sorted = candidates.stream()
                .sorted(Comparator.comparing(Candidate::score).reversed())
                .limit(MAX_CANDIDATES)
                .toList();
        List<Candidate> kept = new ArrayList<>();
        for (Candidate candidate : sorted) {
            if (kept.size() == MAX_BOXES) {
                break;
            }
            if (kept.stream()
                    .noneMatch(better ->
                            better.classId() == candidate.classId() && better.iou(candidate) > iouThreshold)) {
                kept.add(candidate);
            }
        }
        return kept;
    }
}
