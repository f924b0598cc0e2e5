package io.lynceus.trainer.evaluation;

import io.lynceus.trainer.data.Sample;
import java.util.List;

/** Told of each picture as it is evaluated, in order, on the caller's thread. */
@FunctionalInterface
public interface EvaluationListener {
    /** Listens to nothing. */
    EvaluationListener NONE = (done, total, sample, detections) -> {};

    /**
     * One picture is done.
     *
     * @param done pictures done, this one included
     * @param total pictures in all
     * @param sample the picture as loaded, labels in its pixels
     * @param detections after validation NMS, best first, in pixels of the original picture
     */
    void evaluated(int done, int total, Sample sample, List<Detection> detections);
}
