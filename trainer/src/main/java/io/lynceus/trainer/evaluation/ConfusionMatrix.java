package io.lynceus.trainer.evaluation;

import io.lynceus.trainer.data.LabelBox;
import io.lynceus.vision.boxes.Box;
import io.lynceus.vision.boxes.Nms;
import io.lynceus.vision.boxes.NmsSettings;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * What labels were taken for, at serving thresholds: each label is paired with at most
 * one detection of any class, best overlap first, IoU above 0.45. The last row and column
 * are background: labels missed, and detections of nothing. Not safe for several threads.
 */
public final class ConfusionMatrix {
    private static final float IOU = 0.45f;

    private final Nms nms = new Nms(NmsSettings.SERVING);
    private final int classes;
    private final int[][] counts;

    public ConfusionMatrix(int classes) {
        this.classes = classes;
        this.counts = new int[classes + 1][classes + 1];
    }

    /**
     * Counts one picture.
     *
     * @param detections best score first, in the labels' pixels
     */
    public void add(List<Box> detections, List<LabelBox> labels) {
        List<Box> shown = nms.narrow(detections);
        List<Pair> pairs = new ArrayList<>();
        for (int d = 0; d < shown.size(); d++) {
            for (int l = 0; l < labels.size(); l++) {
                float iou = labels.get(l).iou(shown.get(d));
                if (iou > IOU) {
                    pairs.add(new Pair(d, l, iou));
                }
            }
        }
        pairs.sort(Comparator.comparingDouble(pair -> -pair.iou()));
        boolean[] detectionTaken = new boolean[shown.size()];
        boolean[] labelTaken = new boolean[labels.size()];
        for (Pair pair : pairs) {
            if (!detectionTaken[pair.detection()] && !labelTaken[pair.label()]) {
                detectionTaken[pair.detection()] = true;
                labelTaken[pair.label()] = true;
                counts[labels.get(pair.label()).classId()][
                        shown.get(pair.detection()).classId()]++;
            }
        }
        for (int l = 0; l < labelTaken.length; l++) {
            counts[labels.get(l).classId()][classes] += labelTaken[l] ? 0 : 1;
        }
        for (int d = 0; d < detectionTaken.length; d++) {
            counts[classes][shown.get(d).classId()] += detectionTaken[d] ? 0 : 1;
        }
    }

    /** Classes, background not counted. */
    public int classes() {
        return classes;
    }

    /** How many labels of one class were taken for another; {@link #classes()} stands for background. */
    public int count(int label, int prediction) {
        return counts[label][prediction];
    }

    private record Pair(int detection, int label, float iou) {}
}
