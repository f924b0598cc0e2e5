package io.lynceus.trainer.evaluation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Greedy non-maximum suppression, per class unless told otherwise, over a detector's raw output. All comparisons are strict; equal scores keep the
 * order of anchors, then classes, so that the result is the same on every run. Immutable, safe for several threads.
 */
public final class Nms {
    /** Candidates beyond this many, lowest scores first, are dropped before suppression. */
    private static final int MAX_CANDIDATES = 30_000;

    private final NmsSettings settings;

    public Nms(NmsSettings settings) {
        this.settings = settings;
    }

    /**
     * The boxes of one picture, best score first, in input pixels (corners, not clipped).
     *
     * @param picture index in the batch
     */
    public List<Detection> apply(RawOutput output, int picture) {
        long[] order = candidates(output, picture);
        Arrays.sort(order);
        int base = picture * output.channels() * output.anchors();
        List<Detection> kept = new ArrayList<>();
        Kept[] byClass = new Kept[output.classes()];
        int limit = Math.min(order.length, MAX_CANDIDATES);
        for (int i = 0; i < limit && kept.size() < settings.maxDetections(); i++) {
            int index = (int) order[i];
            int classId = index % output.classes();
            Detection box = box(output, base, index / output.classes(), classId);
            int rivals = settings.agnostic() ? 0 : classId;
            if (byClass[rivals] == null) {
                byClass[rivals] = new Kept(Math.min(limit, settings.maxDetections()));
            }
            if (byClass[rivals].addUnlessCovered(box, settings.iou())) {
                kept.add(box);
            }
        }
        return kept;
    }

    /**
     * The same choice among boxes that a laxer suppression has let through.
     *
     * @param boxes best score first
     */
    public List<Detection> narrow(List<Detection> boxes) {
        List<Detection> kept = new ArrayList<>();
        for (Detection box : boxes) {
            boolean covered = kept.stream()
                    .anyMatch(better -> (settings.agnostic() || better.classId() == box.classId())
                            && Iou.of(better, box) > settings.iou());
            if (box.score() > settings.score() && !covered && kept.size() < settings.maxDetections()) {
                kept.add(box);
            }
        }
        return kept;
    }

    /** One long per candidate that sorts by score descending, then by anchor and class: score bits upside down, then index. */
    private long[] candidates(RawOutput output, int picture) {
        int anchors = output.anchors();
        int classes = output.classes();
        int base = picture * output.channels() * anchors + 4 * anchors;
        float[] values = output.values();
        long[] found = new long[256];
        int count = 0;
        for (int anchor = 0; anchor < anchors; anchor++) {
            float best = settings.score();
            int bestClass = -1;
            for (int c = 0; c < classes; c++) {
                float score = values[base + c * anchors + anchor];
                if (score > best) {
                    bestClass = c;
                    if (!settings.multiLabel()) {
                        best = score;
                        continue;
                    }
                    if (settings.takes(c)) {
                        found = grow(found, count);
                        found[count++] = key(score, anchor * classes + c);
                    }
                }
            }
            if (!settings.multiLabel() && bestClass >= 0 && settings.takes(bestClass)) {
                found = grow(found, count);
                found[count++] = key(best, anchor * classes + bestClass);
            }
        }
        return Arrays.copyOf(found, count);
    }

    private static long[] grow(long[] array, int count) {
        return count < array.length ? array : Arrays.copyOf(array, array.length * 2);
    }

    /** The bits of a positive float order as it does. */
    private static long key(float score, int index) {
        return ((long) (Integer.MAX_VALUE - Float.floatToRawIntBits(score)) << 32) | index;
    }

    private static Detection box(RawOutput output, int base, int anchor, int classId) {
        float[] v = output.values();
        int n = output.anchors();
        int at = base + anchor;
        float halfWidth = v[at + 2 * n] / 2;
        float halfHeight = v[at + 3 * n] / 2;
        float x = v[at];
        float y = v[at + n];
        return new Detection(
                classId, v[at + (4 + classId) * n], x - halfWidth, y - halfHeight, x + halfWidth, y + halfHeight);
    }

    /** The boxes of one class that stay. */
    private static final class Kept {
        private final Detection[] boxes;
        private int count;

        Kept(int capacity) {
            boxes = new Detection[capacity];
        }

        boolean addUnlessCovered(Detection box, float threshold) {
            for (int i = 0; i < count; i++) {
                if (Iou.of(boxes[i], box) > threshold) {
                    return false;
                }
            }
            boxes[count++] = box;
            return true;
        }
    }
}
