package io.lynceus.trainer.evaluation;

import io.lynceus.trainer.data.CocoObject;
import java.util.List;

/**
 * Which detections of one class in one picture found a label. The best score chooses first
 * and takes the free label that it overlaps most. Crowds, and labels outside of the range of
 * areas, are taken only where no other is left: who takes one is ignored, and a crowd stays
 * free. A detection that found nothing and is itself outside of the range is ignored too.
 */
final class CocoMatching {
    private final List<CocoDetection> detections;
    private final List<CocoObject> labels;
    private final double[] overlaps;

    /** Per detection, bits of {@link CocoRules#bit}: it found a label. */
    final long[] found;

    /** Per detection, the same bits: it counts neither as right nor as wrong. */
    final long[] ignored;

    /** @param detections best score first */
    CocoMatching(List<CocoDetection> detections, List<CocoObject> labels) {
        this.detections = detections;
        this.labels = labels;
        this.found = new long[detections.size()];
        this.ignored = new long[detections.size()];
        this.overlaps = new double[found.length * labels.size()];
        for (int i = 0; i < overlaps.length; i++) {
            overlaps[i] = overlap(detections.get(i / labels.size()), labels.get(i % labels.size()));
        }
        for (int range = 0; range < CocoRules.AREAS; range++) {
            for (int t = 0; t < CocoRules.THRESHOLDS; t++) {
                match(range, t);
            }
        }
    }

    static boolean counts(CocoObject label, int range) {
        return !label.crowd() && !CocoRules.isOutside(range, label.area());
    }

    private void match(int range, int threshold) {
        long bit = CocoRules.bit(range, threshold);
        boolean[] taken = new boolean[labels.size()];
        for (int d = 0; d < found.length; d++) {
            int label = best(d, true, range, CocoRules.threshold(threshold), taken);
            if (label < 0) {
                label = best(d, false, range, CocoRules.threshold(threshold), taken);
                CocoDetection detection = detections.get(d);
                if (label >= 0 || CocoRules.isOutside(range, detection.width() * detection.height())) {
                    ignored[d] |= bit;
                }
            }
            if (label >= 0) {
                found[d] |= bit;
                taken[label] = true;
            }
        }
    }

    /** Of the labels that count, or of those that do not; of two overlapped alike the later one; -1 for none. */
    private int best(int detection, boolean counting, int range, double least, boolean[] taken) {
        int best = -1;
        double most = least;
        for (int l = 0; l < taken.length; l++) {
            double overlap = overlaps[detection * taken.length + l];
            if (overlap >= most && (!taken[l] || labels.get(l).crowd()) && counts(labels.get(l), range) == counting) {
                most = overlap;
                best = l;
            }
        }
        return best;
    }

    /** Intersection over union; for a crowd, over the detection alone. */
    private static double overlap(CocoDetection d, CocoObject l) {
        double width = Math.min(d.x() + d.width(), l.x() + l.width()) - Math.max(d.x(), l.x());
        double height = Math.min(d.y() + d.height(), l.y() + l.height()) - Math.max(d.y(), l.y());
        if (!(width > 0) || !(height > 0)) {
            return 0;
        }
        double shared = width * height;
        double area = d.width() * d.height();
        return shared / (l.crowd() ? area : area + l.width() * l.height() - shared);
    }
}
