package io.lynceus.trainer.training;

import io.lynceus.trainer.config.Precision;
import io.lynceus.trainer.config.TrainSettings;
import io.lynceus.trainer.data.Batch;
import io.lynceus.trainer.loss.DetectionLoss;
import io.lynceus.trainer.loss.LossValue;
import io.lynceus.trainer.loss.Targets;
import io.lynceus.trainer.model.Network;
import io.lynceus.trainer.model.ParameterGroup;
import io.lynceus.trainer.model.RawHeads;
import io.lynceus.vision.RunError;
import java.util.List;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Device;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;

/**
 * What a batch does to a network: gradients that add up from batch to batch, until a step
 * of the optimiser uses them. Where a batch overflows float16, be it in the forward pass or
 * in the gradients, the whole step is left out, by all processes or by none, and the batch
 * leaves no trace in the norms' statistics. One thread; owns no native memory of its own.
 */
final class Learner {
    private static final double MOST_GRADIENT_NORM = 10;

    private final Network network;
    private final Optimizer optimizer;
    private final LossScale scale;
    private final Ema ema;
    private final Peers peers;
    private final Device device;
    private final Precision precision;
    private final DetectionLoss detectionLoss;
    private boolean overflowed;

    /**
     * @param network whose groups the optimiser moves
     * @param ema the average that follows it
     * @param device of all of them
     */
    Learner(
            TrainSettings settings,
            Network network,
            Optimizer optimizer,
            LossScale scale,
            Ema ema,
            Peers peers,
            Device device) {
        this.network = network;
        this.optimizer = optimizer;
        this.scale = scale;
        this.ema = ema;
        this.peers = peers;
        this.device = device;
        this.precision = settings.precision();
        this.detectionLoss = new DetectionLoss(settings.hyperparameters(), peers::sum);
    }

    /** Drops what has been learnt since the last step. */
    void forget() {
        optimizer.zeroGradients();
        overflowed = false;
    }

    /**
     * Adds a batch's gradients.
     *
     * @param name of the batch in messages
     * @throws RunError when its loss is not a number, which float16 alone may have
     */
    LearntBatch learn(Batch batch, String name) {
        long began = System.nanoTime();
        try (PointerScope scope = new PointerScope()) {
            List<Tensor> statistics = network.weights().statistics();
            List<Tensor> before =
                    scale.isUsed() ? statistics.stream().map(Tensor::clone).toList() : List.of();
            RawHeads heads = network.forward(Images.of(batch, device), true, precision);
            long forwarded = System.nanoTime();
            LossValue loss = detectionLoss.of(heads, Targets.pack(batch.targets(), batch.size()));
            float[] losses = numbers(peers.sum(loss.items().clone()));
            long compared = System.nanoTime();
            boolean finite = finite(losses);
            if (finite) {
                scale.up(loss.total()).backward();
            } else if (scale.isUsed()) {
                overflowed = true;
                restore(statistics, before);
            } else {
                throw new RunError(
                        "the loss is no longer a number in " + name + ": lower lr0 in the recipe, or check the labels");
            }
            return new LearntBatch(losses, finite, began, forwarded, compared, System.nanoTime());
        }
    }

    /**
     * Moves the weights by the gradients of the batches since the last
     * step, unless one of them overflowed, and the average after them.
     *
     * @return the norm of the gradients before they were clipped; not finite where the step was left out
     * @throws RunError when too many steps in a row were left out
     */
    double step(StepSettings settings) {
        List<ParameterGroup> groups = network.weights().groups();
        groups.forEach(group -> peers.sum(group.gradients()));
        peers.average(network.weights().buffers());
        scale.down(groups);
        double norm = overflowed ? Double.NaN : optimizer.clip(MOST_GRADIENT_NORM);
        if (scale.allows(norm)) {
            optimizer.step(settings);
        }
        forget();
        ema.update(network.weights());
        return norm;
    }

    /** Three numbers of a tensor on any device. */
    static float[] numbers(Tensor items) {
        float[] numbers = new float[3];
        items.cpu().contiguous().data_ptr_float().get(numbers);
        return numbers;
    }

    private static boolean finite(float[] numbers) {
        for (float number : numbers) {
            if (!Float.isFinite(number)) {
                return false;
            }
        }
        return true;
    }

    private static void restore(List<Tensor> values, List<Tensor> before) {
        try (NoGradGuard plain = new NoGradGuard()) {
            for (int i = 0; i < values.size(); i++) {
                values.get(i).copy_(before.get(i));
            }
        }
    }
}
