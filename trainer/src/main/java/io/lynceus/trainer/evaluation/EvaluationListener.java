package io.lynceus.trainer.evaluation;

import io.lynceus.trainer.data.LabelBox;
import io.lynceus.trainer.data.Sample;
import io.lynceus.vision.boxes.Box;
import java.util.List;

/** Told of each picture as it is evaluated, in order, on the caller's thread. */
@FunctionalInterface
public interface EvaluationListener {
    /** Listens to nothing. */
    EvaluationListener NONE = (done, total, sample, labels, detections) -> {};

    /**
     * Pictures are about to be looked at together.
     *
     * @param labels of them: rows of 6, picture index, class, cx, cy, w, h, the last four as fractions of the input
     */
    default void beforeBatch(float[] labels) {}

    /**
     * One picture is done.
     *
     * @param done pictures done, this one included
     * @param total pictures in all
     * @param sample the picture as loaded
     * @param labels in pixels of the original picture
     * @param detections after validation NMS, best first, in pixels of the original picture
     */
    void evaluated(int done, int total, Sample sample, List<LabelBox> labels, List<Box> detections);

    /** Both are told, this one first. */
    default EvaluationListener and(EvaluationListener other) {
        EvaluationListener first = this;
        return new EvaluationListener() {
            @Override
            public void beforeBatch(float[] labels) {
                first.beforeBatch(labels);
                other.beforeBatch(labels);
            }

            @Override
            public void evaluated(int done, int total, Sample sample, List<LabelBox> labels, List<Box> detections) {
                first.evaluated(done, total, sample, labels, detections);
                other.evaluated(done, total, sample, labels, detections);
            }
        };
    }
}
