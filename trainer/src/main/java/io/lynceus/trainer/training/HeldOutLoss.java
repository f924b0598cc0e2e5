package io.lynceus.trainer.training;

import io.lynceus.trainer.config.Hyperparameters;
import io.lynceus.trainer.data.LabelBox;
import io.lynceus.trainer.data.Sample;
import io.lynceus.trainer.evaluation.EvaluationListener;
import io.lynceus.trainer.loss.DetectionLoss;
import io.lynceus.trainer.loss.Targets;
import io.lynceus.trainer.model.Network;
import io.lynceus.trainer.model.RawHeads;
import io.lynceus.vision.boxes.Box;
import java.util.List;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;

/**
 * The loss of a network on held-out pictures, from the runs that its AP is measured with: no picture is looked at
 * twice. It is that of the detecting head, as the network is served. One thread; what a call makes is its caller's
 * scope's.
 */
final class HeldOutLoss implements EvaluationListener {
    private final Network network;
    private final DetectionLoss loss;
    private final double[] sums = new double[3];
    private float[] targets = new float[0];
    private int pictures;

    /** @param network stays its owner's */
    HeldOutLoss(Network network, Hyperparameters recipe) {
        this.network = network;
        this.loss = new DetectionLoss(recipe);
    }

    @Override
    public void beforeBatch(float[] labels) {
        targets = labels;
    }

    /** As {@link Network#predict}, and the loss of those pictures is added. */
    Tensor predict(Tensor images) {
        try (NoGradGuard plain = new NoGradGuard()) {
            RawHeads heads = network.forward(images, false);
            int count = (int) images.size(0);
            float[] items =
                    Learner.numbers(loss.of(heads, Targets.pack(targets, count)).items());
            for (int i = 0; i < sums.length; i++) {
                sums[i] += (double) items[i] * count;
            }
            pictures += count;
            return network.decode(heads.detecting());
        }
    }

    @Override
    public void evaluated(int done, int total, Sample sample, List<LabelBox> labels, List<Box> detections) {
        // what comes out of the network is measured, not what is made of it
    }

    /** Box, class and distribution loss, mean over the pictures since the last time. */
    float[] take() {
        float[] mean = new float[sums.length];
        for (int i = 0; i < mean.length; i++) {
            mean[i] = (float) (sums[i] / pictures);
            sums[i] = 0;
        }
        pictures = 0;
        return mean;
    }
}
