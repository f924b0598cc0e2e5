package io.lynceus.trainer.report;

import io.lynceus.trainer.data.Dataset;
import io.lynceus.trainer.evaluation.Metrics;
import io.lynceus.trainer.evaluation.Predictor;
import java.nio.file.Path;

/** Everything a training run shows of itself when it ends. */
public final class TrainingReport {
    private TrainingReport() {}

    /**
     * Draws results.png from the run's results.csv as it is now: losses, precision, recall and AP over the epochs. Columns
     * are found by name: epoch, box_loss, cls_loss, dfl_loss, precision, recall, ap50, ap; missing ones are left out. Never
     * throws for want of fonts or of the file: one warning instead.
     */
    public static void drawResults(Path runDir) {}

    /**
     * Evaluates the finished model and writes results.png, pr-curve.png, f1-curve.png, confusion.png, predictions.png and
     * metrics.json into the run's folder.
     *
     * @param predictor the finished model; stays open
     * @param heldOut pictures it never trained on
     * @param batch pictures per run of the model
     * @return what it measured
     */
    public static Metrics write(Path runDir, Predictor predictor, Dataset heldOut, int batch) {
        throw new UnsupportedOperationException("arrives with the next commit " + runDir);
    }
}
