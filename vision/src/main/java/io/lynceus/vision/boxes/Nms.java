package io.lynceus.vision.boxes;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Greedy non-maximum suppression, per class unless told otherwise. All comparisons are strict; equal scores keep the
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
     * The boxes of one picture, best score first, as the candidates have them: in pixels of the network's input, not
     * clipped. Of a network that suppresses by itself all stay that score enough.
     */
    public List<Box> apply(Candidates candidates) {
        List<Box> kept = new ArrayList<>();
        Set<Integer> seen = new HashSet<>();
        int looked = 0;
        for (long key : bestFirst(candidates)) {
            int index = (int) key;
            // The first that comes of an anchor is its best class.
            boolean counts = settings.multiLabel() || seen.add(candidates.anchor(index));
            if (counts && settings.takes(candidates.classId(index))) {
                if (looked++ == MAX_CANDIDATES || kept.size() == settings.maxDetections()) {
                    break;
                }
                Box box = candidates.box(index);
                if (candidates.isSuppressed() || !isCovered(box, kept)) {
                    kept.add(box);
                }
            }
        }
        return kept;
    }

    /**
     * The same choice among boxes that a laxer suppression has let through.
     *
     * @param boxes best score first
     */
    public List<Box> narrow(List<Box> boxes) {
        List<Box> kept = new ArrayList<>();
        for (Box box : boxes) {
            if (box.score() > settings.score() && kept.size() < settings.maxDetections() && !isCovered(box, kept)) {
                kept.add(box);
            }
        }
        return kept;
    }

    private boolean isCovered(Box box, List<Box> better) {
        for (Box one : better) {
            if ((settings.agnostic() || one.classId() == box.classId()) && one.iou(box) > settings.iou()) {
                return true;
            }
        }
        return false;
    }

    /**
     * One long per candidate that sorts by score descending, then in the order of the candidates: score bits upside
     * down, then index.
     */
    private long[] bestFirst(Candidates candidates) {
        long[] keys = new long[candidates.size()];
        int count = 0;
        for (int i = 0; i < keys.length; i++) {
            float score = candidates.score(i);
            if (score > settings.score()) {
                // The bits of a positive float order as it does.
                keys[count++] = ((long) (Integer.MAX_VALUE - Float.floatToRawIntBits(score)) << 32) | i;
            }
        }
        long[] order = Arrays.copyOf(keys, count);
        Arrays.sort(order);
        return order;
    }
}
