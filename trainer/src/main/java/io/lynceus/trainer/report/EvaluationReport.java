package io.lynceus.trainer.report;

import io.lynceus.trainer.data.LabelBox;
import io.lynceus.trainer.data.Sample;
import io.lynceus.trainer.evaluation.CocoMetrics;
import io.lynceus.trainer.evaluation.ConfusionMatrix;
import io.lynceus.trainer.evaluation.EvaluationListener;
import io.lynceus.trainer.evaluation.Metrics;
import io.lynceus.vision.Reason;
import io.lynceus.vision.RunError;
import io.lynceus.vision.boxes.Box;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Watches an evaluation and then shows it. Not safe for several threads. */
public final class EvaluationReport implements EvaluationListener {
    private static final int EXAMPLES = 8;

    private final List<String> classNames;
    private final ConfusionMatrix confusion;
    private final ExampleCollector examples = new ExampleCollector(EXAMPLES);

    /** @param classNames by index */
    public EvaluationReport(List<String> classNames) {
        this.classNames = List.copyOf(classNames);
        this.confusion = new ConfusionMatrix(classNames.size());
    }

    @Override
    public void evaluated(int done, int total, Sample sample, List<LabelBox> labels, List<Box> detections) {
        confusion.add(detections, labels);
        examples.evaluated(done, total, sample, labels, detections);
    }

    /**
     * Writes metrics.json and, where this Java can draw, pr-curve.png, f1-curve.png, confusion.png and predictions.png.
     *
     * @param folder made when it is missing
     * @param metrics the outcome of the evaluation that was watched
     * @throws RunError when a file cannot be written
     */
    public void write(Path folder, Metrics metrics) {
        write(folder, metrics, null);
    }

    /**
     * Writes COCO's numbers too.
     *
     * @param coco null when they were not asked for
     * @see #write(Path, Metrics)
     */
    public void write(Path folder, Metrics metrics, @Nullable CocoMetrics coco) {
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw new RunError(folder + ": cannot be made: " + Reason.of(e), e);
        }
        MetricsFile.write(metrics, coco, confusion, folder.resolve("metrics.json"));
        if (!Drawing.possible()) {
            return;
        }
        if (!metrics.curves().isEmpty()) {
            Drawing.write(() -> Curves.precisionRecall(metrics), folder.resolve("pr-curve.png"));
            Drawing.write(() -> Curves.f1(metrics), folder.resolve("f1-curve.png"));
        }
        Drawing.write(() -> ConfusionPage.draw(confusion, classNames), folder.resolve("confusion.png"));
        Drawing.write(
                () -> new PredictionsPage(classNames)
                        .draw(examples.examples(), "Labels (left) and predictions (right)"),
                folder.resolve("predictions.png"));
    }
}
