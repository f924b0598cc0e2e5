package io.lynceus.trainer.evaluation;

import io.lynceus.trainer.data.CocoObject;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Average precision and recall as COCO defines them (Lin et al., arXiv:1405.0312, and the boxes
 * part of its evaluation tool): with crowds, ranges of area and limits to the detections per
 * picture. Pictures are counted as they come and not kept. The outcome depends on their order only
 * among equal scores; COCO's tool goes by ascending picture number. Not safe for several threads.
 */
public final class CocoEvaluation {
    private final List<CocoTally> tallies;

    /** @param classes number of classes */
    public CocoEvaluation(int classes) {
        this.tallies =
                IntStream.range(0, classes).mapToObj(c -> new CocoTally()).toList();
    }

    /**
     * Counts one picture.
     *
     * @param detections in any order; of equal scores the first one counts first
     */
    public void add(List<CocoDetection> detections, List<CocoObject> labels) {
        for (int c = 0; c < tallies.size(); c++) {
            int classId = c;
            List<CocoObject> objects =
                    labels.stream().filter(label -> label.classId() == classId).toList();
            List<CocoDetection> best = detections.stream()
                    .filter(detection -> detection.classId() == classId)
                    .sorted(Comparator.comparingDouble(detection -> -detection.score()))
                    .limit(CocoRules.MOST)
                    .toList();
            if (!objects.isEmpty() || !best.isEmpty()) {
                tallies.get(c).add(best, objects);
            }
        }
    }

    /** What the pictures so far amount to. */
    public CocoMetrics result() {
        // By range of areas, by class with labels in it, by IoU threshold.
        List<List<double[]>> precision = new ArrayList<>();
        List<CocoMetrics.OfClass> classes = new ArrayList<>();
        for (int range = 0; range < CocoRules.AREAS; range++) {
            List<double[]> ofRange = new ArrayList<>();
            for (int c = 0; c < tallies.size(); c++) {
                if (tallies.get(c).hasLabels(range)) {
                    double[] values = precision(tallies.get(c), range);
                    ofRange.add(values);
                    if (range == CocoRules.ALL) {
                        classes.add(new CocoMetrics.OfClass(c, mean(List.of(values)), values[0]));
                    }
                }
            }
            precision.add(ofRange);
        }
        List<double[]> all = precision.get(CocoRules.ALL);
        return new CocoMetrics(
                mean(all),
                mean(all.stream().map(values -> new double[] {values[0]}).toList()),
                mean(all.stream().map(values -> new double[] {values[5]}).toList()),
                mean(precision.get(1)),
                mean(precision.get(2)),
                mean(precision.get(3)),
                recall(CocoRules.ALL, 1),
                recall(CocoRules.ALL, 10),
                recall(CocoRules.ALL, CocoRules.MOST),
                recall(1, CocoRules.MOST),
                recall(2, CocoRules.MOST),
                recall(3, CocoRules.MOST),
                classes);
    }

    private static double[] precision(CocoTally tally, int range) {
        int[] order = tally.order();
        return IntStream.range(0, CocoRules.THRESHOLDS)
                .mapToDouble(t -> tally.averagePrecision(order, range, t))
                .toArray();
    }

    private double recall(int range, int most) {
        return mean(tallies.stream()
                .filter(tally -> tally.hasLabels(range))
                .map(tally -> IntStream.range(0, CocoRules.THRESHOLDS)
                        .mapToDouble(t -> tally.recall(range, t, most))
                        .toArray())
                .toList());
    }

    private static double mean(List<double[]> values) {
        return values.stream().flatMapToDouble(Arrays::stream).average().orElse(CocoMetrics.NOTHING);
    }
}
