package io.lynceus.trainer.evaluation;

import io.lynceus.trainer.data.LabelBox;
import io.lynceus.vision.boxes.Box;
import java.util.List;

/**
 * Which detections of one picture found a label. Each detection points at the label
 * of its class that it overlaps most; of those that point at one label and overlap
 * it enough, the one with the best score has found it and the others are false.
 */
final class Matching {
    /** IoU 0.50, 0.55, ... 0.95. */
    static final int THRESHOLDS = 10;

    private Matching() {}

    static float threshold(int index) {
        return 0.5f + 0.05f * index;
    }

    /**
     * @param detections best score first
     * @return per detection, bit t set when it found a label at IoU threshold t
     */
    static int[] hits(List<Box> detections, List<LabelBox> labels) {
        int[] hits = new int[detections.size()];
        int[] taken = new int[labels.size()];
        for (int i = 0; i < hits.length; i++) {
            Box detection = detections.get(i);
            int best = -1;
            float bestIou = 0;
            for (int j = 0; j < taken.length; j++) {
                if (labels.get(j).classId() == detection.classId()) {
                    float iou = labels.get(j).iou(detection);
                    if (iou > bestIou) {
                        best = j;
                        bestIou = iou;
                    }
                }
            }
            for (int t = 0; best >= 0 && t < THRESHOLDS && bestIou >= threshold(t); t++) {
                if ((taken[best] >> t & 1) == 0) {
                    taken[best] |= 1 << t;
                    hits[i] |= 1 << t;
                }
            }
        }
        return hits;
    }
}
