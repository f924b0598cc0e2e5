package io.lynceus.trainer.training;

import static org.bytedeco.pytorch.global.torch.maximum_out;

import io.lynceus.trainer.model.ParameterGroup;
import java.util.List;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.ScalarType;

/**
 * Adam (Kingma and Ba, arXiv 1412.6980), or AdamW (Loshchilov and Hutter, arXiv 1711.05101) with AMSGrad (Reddi et al.,
 * arXiv 1904.09237), with LibTorch's constants. The decay of the mean is the recipe's momentum, and does not warm up:
 * the official loop's warm-up moves SGD's momentum alone.
 */
final class Adam extends Optimizer {
    private static final double SQUARE_DECAY = 0.999;
    private static final double EPS = 1e-8;

    private final double meanDecay;
    private final boolean decoupled;
    private final List<Tensor> means;
    private final List<Tensor> squares;
    private final List<Tensor> largest;
    private final Tensor steps;
    private long step;

    /** @param decoupled AdamW with AMSGrad: decay acts on the weights, and a step never grows because squares shrink */
    Adam(List<ParameterGroup> groups, double weightDecay, double meanDecay, boolean decoupled) {
        super(groups, weightDecay);
        this.meanDecay = meanDecay;
        this.decoupled = decoupled;
        means = remember("adam.mean.");
        squares = remember("adam.square.");
        largest = decoupled ? remember("adam.largest.") : List.of();
        steps = remember("adam.steps", groups.get(0).values().new_zeros(1).to(ScalarType.Long));
    }

    @Override
    void begin() {
        step = steps.add_(new Scalar(1)).item_long();
    }

    @Override
    void move(int group, Tensor values, Tensor gradients, double decay, StepSettings settings) {
        double rate = settings.rate(group);
        if (decay > 0 && decoupled) {
            values.mul_(new Scalar(1 - rate * decay));
        } else if (decay > 0) {
            gradients.add_(values, new Scalar(decay));
        }
        Tensor mean = means.get(group).lerp_(gradients, new Scalar(1 - meanDecay));
        Tensor square = squares.get(group)
                .mul_(new Scalar(SQUARE_DECAY))
                .addcmul_(gradients, gradients, new Scalar(1 - SQUARE_DECAY));
        if (decoupled) {
            Tensor most = largest.get(group);
            square = maximum_out(most, most, square);
        }
        Tensor spread = square.sqrt()
                .div_(new Scalar(Math.sqrt(1 - Math.pow(SQUARE_DECAY, step))))
                .add_(new Scalar(EPS));
        values.addcdiv_(mean, spread, new Scalar(-rate / (1 - Math.pow(meanDecay, step))));
    }
}
