package io.lynceus.trainer.evaluation;

import io.lynceus.trainer.data.CocoObject;
import io.lynceus.trainer.data.CocoTruth;
import io.lynceus.trainer.data.Dataset;
import io.lynceus.trainer.data.LabelBox;
import io.lynceus.trainer.data.Sample;
import io.lynceus.vision.boxes.Box;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Watches an evaluation and measures it by COCO's rules: crowds and areas are the annotations' where the data set has
 * them; other labels are no crowds, and their area is that of their box.
 */
public final class CocoScorer implements EvaluationListener {
    private final @Nullable CocoTruth truth;
    private final CocoEvaluation evaluation;

    /** @param dataset that is evaluated, from its start */
    public CocoScorer(Dataset dataset) {
        this.truth = dataset.coco();
        this.evaluation = new CocoEvaluation(dataset.classNames().size());
    }

    @Override
    public void evaluated(int done, int total, Sample sample, List<LabelBox> labels, List<Box> detections) {
        List<CocoObject> objects = truth == null
                ? labels.stream().map(CocoScorer::object).toList()
                : truth.images().get(done - 1).objects();
        evaluation.add(CocoDetection.of(detections), objects);
    }

    private static CocoObject object(LabelBox box) {
        double width = (double) box.x2() - box.x1();
        double height = (double) box.y2() - box.y1();
        return new CocoObject(box.classId(), box.x1(), box.y1(), width, height, width * height, false);
    }

    /** The numbers of the pictures so far. */
    public CocoMetrics result() {
        return evaluation.result();
    }
}
