package io.lynceus.trainer.evaluation;

import io.lynceus.trainer.data.CocoObject;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/** One class's detections in all pictures, and what they found. */
final class CocoTally {
    private final int[] labels = new int[CocoRules.AREAS];
    private double[] scores = new double[16];
    private long[] found = new long[16];
    private long[] ignored = new long[16];
    private byte[] ranks = new byte[16];
    private int size;

    /** @param detections of one picture, best score first */
    void add(List<CocoDetection> detections, List<CocoObject> objects) {
        CocoMatching matching = new CocoMatching(detections, objects);
        for (int range = 0; range < labels.length; range++) {
            for (CocoObject object : objects) {
                labels[range] += CocoMatching.counts(object, range) ? 1 : 0;
            }
        }
        grow(size + detections.size());
        for (int rank = 0; rank < detections.size(); rank++) {
            scores[size] = detections.get(rank).score();
            found[size] = matching.found[rank];
            ignored[size] = matching.ignored[rank];
            ranks[size++] = (byte) rank;
        }
    }

    private void grow(int needed) {
        if (needed > scores.length) {
            int length = Math.max(needed, 2 * scores.length);
            scores = Arrays.copyOf(scores, length);
            found = Arrays.copyOf(found, length);
            ignored = Arrays.copyOf(ignored, length);
            ranks = Arrays.copyOf(ranks, length);
        }
    }

    boolean hasLabels(int range) {
        return labels[range] > 0;
    }

    /** The detections, best score first; equal scores stay as they came, which the numbers depend on. */
    int[] order() {
        return IntStream.range(0, size)
                .boxed()
                .sorted(Comparator.comparingDouble((Integer i) -> -scores[i]))
                .mapToInt(Integer::intValue)
                .toArray();
    }

    /** The share of labels found by the {@code most} best detections of each picture. */
    double recall(int range, int threshold, int most) {
        long bit = CocoRules.bit(range, threshold);
        int right = 0;
        for (int i = 0; i < size; i++) {
            right += ranks[i] < most && (found[i] & ~ignored[i] & bit) != 0 ? 1 : 0;
        }
        return (double) right / labels[range];
    }

    /** Mean over 101 recalls of the best precision at that recall or above. */
    double averagePrecision(int[] order, int range, int threshold) {
        long bit = CocoRules.bit(range, threshold);
        double[] recalls = new double[size];
        double[] precisions = new double[size];
        int seen = 0;
        int right = 0;
        for (int i : order) {
            if ((ignored[i] & bit) == 0) {
                right += (found[i] & bit) != 0 ? 1 : 0;
                recalls[seen] = (double) right / labels[range];
                precisions[seen] = right / (seen + 1 + Math.ulp(1.0));
                seen++;
            }
        }
        for (int i = seen - 2; i >= 0; i--) {
            precisions[i] = Math.max(precisions[i], precisions[i + 1]);
        }
        double sum = 0;
        int at = 0;
        for (int r = 0; r < CocoRules.RECALLS; r++) {
            while (at < seen && recalls[at] < CocoRules.recall(r)) {
                at++;
            }
            sum += at < seen ? precisions[at] : 0;
        }
        return sum / CocoRules.RECALLS;
    }
}
