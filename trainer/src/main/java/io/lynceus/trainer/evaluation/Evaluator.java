package io.lynceus.trainer.evaluation;

import io.lynceus.trainer.data.Dataset;

/** Measures a detector on labelled pictures. */
public final class Evaluator {
    private final int batch;

    /** @param batch pictures per run of the model */
    public Evaluator(int batch) {
        this.batch = batch;
    }

    /**
     * Runs the model over the whole data set at the data set's image size and compares with the labels. Pictures are
     * loaded one batch ahead on a thread of its own. Input: the smallest multiple of 32 around each picture, or the model's
     * fixed size.
     *
     * @throws io.lynceus.trainer.config.UserError when the model's classes or input size do not fit the data set
     */
    public Metrics evaluate(Predictor predictor, Dataset dataset, EvaluationListener listener) {
        throw new UnsupportedOperationException("arrives with the next commit, batch " + batch);
    }
}
