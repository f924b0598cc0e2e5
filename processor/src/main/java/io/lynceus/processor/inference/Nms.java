package io.lynceus.processor.inference;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** From the network's output to boxes that are worth showing: the reference's rules for serving. Any thread. */
final class Nms {
    /** At most so many boxes a picture. */
    static final int MAX_BOXES = 300;

    /** So many of the best are looked at; only a network that has learnt nothing gives more. */
    static final int MAX_CANDIDATES = 30_000;

    private Nms() {}

    /**
     * The boxes that score more than the threshold, each with its best class.
     *
     * @param output [4 + classes, anchors]: centre x, centre y, width, height, then a score for each class
     */
    static List<Candidate> candidates(float[] output, int classes, int anchors, float scoreThreshold) {
        List<Candidate> candidates = new ArrayList<>();
        for (int anchor = 0; anchor < anchors; anchor++) {
            int best = 0;
            float score = scoreThreshold;
            boolean found = false;
            for (int classId = 0; classId < classes; classId++) {
                float value = output[(4 + classId) * anchors + anchor];
                if (value > score) {
                    score = value;
                    best = classId;
                    found = true;
                }
            }
            if (found) {
                float x = output[anchor];
                float y = output[anchors + anchor];
                float halfWidth = output[2 * anchors + anchor] / 2;
                float halfHeight = output[3 * anchors + anchor] / 2;
                candidates.add(
                        new Candidate(best, score, x - halfWidth, y - halfHeight, x + halfWidth, y + halfHeight));
            }
        }
        return candidates;
    }

    /** Of boxes of one class that overlap by more than the threshold, the best; best first. */
    static List<Candidate> suppress(List<Candidate> candidates, float iouThreshold) {
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
