package io.lynceus.trainer.quantise;

import io.lynceus.vision.boxes.Box;
import io.lynceus.vision.boxes.Candidates;
import io.lynceus.vision.boxes.Nms;
import io.lynceus.vision.boxes.NmsSettings;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * How far what one network finds is from what another finds in the same pictures, as whoever is served sees it: box by
 * box, after suppression. A box counts where it scores more than 0.25, and is found again where the other has one of
 * its class there (IoU of a half) that scores more than 0.1.
 */
public final class BoxAgreement {
    /** Of a hundred boxes. */
    private static final double MOST_LOST = 0.01;

    private static final double MOST_APART = 0.03;
    private static final double LEAST_IOU = 0.8;

    private static final float SAME = 0.5f;
    private static final Nms SERVED = new Nms(NmsSettings.SERVING);
    private static final Nms HINTED = new Nms(new NmsSettings(
            0.1f, NmsSettings.SERVING.iou(), NmsSettings.SERVING.multiLabel(), NmsSettings.SERVING.maxDetections()));

    private final List<Float> ious = new ArrayList<>();
    private int pictures;
    private int boxes;
    private int lost;
    private int madeUp;
    private double apart;

    /** Adds a picture. */
    public void add(Candidates wanted, Candidates found) {
        pictures++;
        List<Box> served = SERVED.apply(wanted);
        List<Box> again = HINTED.apply(found);
        for (Box box : served) {
            boxes++;
            Box other = nearest(box, again);
            if (other == null) {
                lost++;
            } else {
                ious.add(box.iou(other));
                apart += Math.abs(box.score() - other.score());
            }
        }
        List<Box> before = HINTED.apply(wanted);
        for (Box box : SERVED.apply(found)) {
            madeUp += nearest(box, before) == null ? 1 : 0;
        }
    }

    private static @Nullable Box nearest(Box box, List<Box> others) {
        Box best = null;
        for (Box other : others) {
            if (other.classId() == box.classId()
                    && other.iou(box) >= SAME
                    && (best == null || other.iou(box) > best.iou(box))) {
                best = other;
            }
        }
        return best;
    }

    /** Boxes that the first network finds. */
    public int boxes() {
        return boxes;
    }

    /** Of those, how many the other does not find. */
    public int lost() {
        return lost;
    }

    /** What only the other finds. */
    public int madeUp() {
        return madeUp;
    }

    /** How far scores lie apart in the mean, of boxes that both find. */
    public double score() {
        return ious.isEmpty() ? 0 : apart / ious.size();
    }

    /** The IoU of boxes that both find, that so many of them do not reach; 1 where there are none. */
    public double iou(double share) {
        List<Float> sorted = new ArrayList<>(ious);
        Collections.sort(sorted);
        return sorted.isEmpty() ? 1 : sorted.get((int) (share * (sorted.size() - 1)));
    }

    /**
     * Whether the other may stand for the first: at most one box in a hundred lost and as many made up, scores within
     * 0.03 in the mean, and all but a hundredth of the boxes at an IoU of 0.8 or more.
     */
    public boolean holds() {
        double most = MOST_LOST * boxes;
        return boxes > 0 && lost <= most && madeUp <= most && score() <= MOST_APART && iou(0.01) >= LEAST_IOU;
    }

    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                "%,d boxes in %,d held-out pictures: %d lost, %d made up (most: 1 %%); scores %.3f apart in the mean"
                        + " (most: 0.03); IoU %.3f in the middle, %.3f for the worst hundredth (least: 0.8)",
                boxes,
                pictures,
                lost,
                madeUp,
                score(),
                iou(0.5),
                iou(0.01));
    }
}
