package io.lynceus.trainer.report;

import io.lynceus.trainer.data.LabelBox;
import io.lynceus.trainer.data.Sample;
import io.lynceus.trainer.evaluation.EvaluationListener;
import io.lynceus.vision.boxes.Box;
import io.lynceus.vision.boxes.Nms;
import io.lynceus.vision.boxes.NmsSettings;
import java.util.ArrayList;
import java.util.List;

/** Keeps a few pictures of an evaluation, evenly spread over the data set. */
final class ExampleCollector implements EvaluationListener {
    private final int wanted;
    private final Nms nms = new Nms(NmsSettings.SERVING);
    private final List<Example> examples = new ArrayList<>();

    ExampleCollector(int wanted) {
        this.wanted = wanted;
    }

    @Override
    public void evaluated(int done, int total, Sample sample, List<LabelBox> labels, List<Box> detections) {
        long count = Math.min(wanted, total);
        // The middle of each of count equal stretches.
        if (examples.size() < count && done - 1 == (2 * examples.size() + 1) * (long) total / (2 * count)) {
            examples.add(new Example(sample, labels, nms.narrow(detections)));
        }
    }

    List<Example> examples() {
        return examples;
    }
}
