package io.lynceus.vision.boxes;

import java.util.Arrays;

/**
 * What a network says of one picture, before anything is suppressed: every pair of an anchor and a class that scores
 * more than some least score, with the anchor's box in pixels of the network's input. In Java memory, so that it
 * outlives the run; one thread.
 */
public final class Candidates {
    private static final int BOX = 4;

    private final boolean suppressed;
    private int size;
    private int[] anchors = new int[64];
    private int[] classIds = new int[64];
    private float[] scores = new float[64];
    private float[] boxes = new float[64 * BOX];

    /** None yet, of a network that leaves suppression to others. */
    public Candidates() {
        this(false);
    }

    /** @param suppressed whether the network itself has left one for each object */
    public Candidates(boolean suppressed) {
        this.suppressed = suppressed;
    }

    boolean isSuppressed() {
        return suppressed;
    }

    /**
     * Adds a pair; anchor by anchor, and the classes of one in order: of pairs of one score the first counts as the
     * better.
     */
    public void add(int anchor, int classId, float score, float x1, float y1, float x2, float y2) {
        if (size == scores.length) {
            anchors = Arrays.copyOf(anchors, 2 * size);
            classIds = Arrays.copyOf(classIds, 2 * size);
            scores = Arrays.copyOf(scores, 2 * size);
            boxes = Arrays.copyOf(boxes, 2 * size * BOX);
        }
        anchors[size] = anchor;
        classIds[size] = classId;
        scores[size] = score;
        boxes[size * BOX] = x1;
        boxes[size * BOX + 1] = y1;
        boxes[size * BOX + 2] = x2;
        boxes[size * BOX + 3] = y2;
        size++;
    }

    /** Pairs. */
    public int size() {
        return size;
    }

    int anchor(int index) {
        return anchors[index];
    }

    int classId(int index) {
        return classIds[index];
    }

    float score(int index) {
        return scores[index];
    }

    /** One pair as a box. */
    public Box box(int index) {
        int at = index * BOX;
        return new Box(classIds[index], scores[index], boxes[at], boxes[at + 1], boxes[at + 2], boxes[at + 3]);
    }
}
