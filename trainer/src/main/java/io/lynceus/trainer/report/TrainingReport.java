package io.lynceus.trainer.report;

import io.lynceus.trainer.data.Dataset;
import io.lynceus.trainer.evaluation.EvaluationListener;
import io.lynceus.trainer.evaluation.Evaluator;
import io.lynceus.trainer.evaluation.Metrics;
import io.lynceus.trainer.evaluation.Predictor;
import java.nio.file.Files;
import java.nio.file.Path;

/** Everything a training run shows of itself when it ends. */
public final class TrainingReport {
    private TrainingReport() {}

    /**
     * Draws results.png from the run's results.csv as it is now: losses, precision, recall, AP and learning rate over
     * the epochs. Columns are found by name, the official code's: epoch (from 0), train/box_loss, metrics/mAP_0.5 and
     * so on; missing ones are left out. Without fonts, or before the first row, it draws nothing.
     */
    public static void drawResults(Path runDir) {
        Path csv = runDir.resolve("results.csv");
        if (!Files.exists(csv) || !Drawing.possible()) {
            return;
        }
        ResultsTable table = ResultsTable.read(csv);
        if (table.rows() > 0) {
            Drawing.write(() -> ResultsPage.draw(table), runDir.resolve("results.png"));
        }
    }

    /**
     * Evaluates the finished model and writes results.png, pr-curve.png, f1-curve.png, confusion.png, predictions.png
     * and metrics.json into the run's folder.
     *
     * @param predictor the finished model; stays open
     * @param heldOut pictures it never trained on
     * @param batch pictures per run of the model
     * @param progress told of each picture
     * @return what it measured
     */
    public static Metrics write(
            Path runDir, Predictor predictor, Dataset heldOut, int batch, EvaluationListener progress) {
        EvaluationReport report = new EvaluationReport(heldOut.classNames());
        Metrics metrics = new Evaluator(batch).evaluate(predictor, heldOut, report.and(progress));
        report.write(runDir, metrics);
        drawResults(runDir);
        return metrics;
    }
}
