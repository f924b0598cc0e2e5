package io.lynceus.trainer.model;

import io.lynceus.trainer.model.Parameter.Kind;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Context;
import org.bytedeco.pytorch.GradMode;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.global.torch;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whether oneDNN's convolutions are right on this CPU. Some of its kernels silently are not with numbers of channels that
 * are no multiple of 16 (see {@link LibTorch}), so the odd ones of a network are tried against LibTorch's own before use;
 * if one differs, oneDNN stays off in this process, which costs time and nothing else.
 */
final class OneDnnCheck {
    private static final Logger LOG = LoggerFactory.getLogger(OneDnnCheck.class);
    private static final Set<List<Long>> TRIED = new HashSet<>();
    private static final int WIDE = 16;
    private static final double TOLERANCE = 1e-3;

    private OneDnnCheck() {}

    static synchronized void check(List<Parameter> parameters) {
        Context context = torch.globalContext();
        if (!context.userEnabledMkldnn()) {
            return;
        }
        boolean gradients = GradMode.is_enabled();
        GradMode.set_enabled(true);
        try {
            for (Parameter parameter : parameters) {
                if (parameter.kind() == Kind.KERNEL && odd(parameter) && TRIED.add(parameter.shape())) {
                    if (!right(parameter.dimensions(), 1) || !right(parameter.dimensions(), 2)) {
                        context.setUserEnabledMkldnn(false);
                        LOG.atWarn()
                                .addKeyValue("kernel", parameter.shape())
                                .log("oneDNN gives wrong convolutions on this CPU; going on without it, slower");
                        return;
                    }
                }
            }
        } finally {
            GradMode.set_enabled(gradients);
        }
    }

    private static boolean odd(Parameter kernel) {
        return kernel.shape().get(0) % WIDE != 0 || kernel.shape().get(1) % WIDE != 0;
    }

    private static boolean right(long[] shape, int stride) {
        try (PointerScope scope = new PointerScope()) {
            Tensor x = torch.randn(new long[] {4, shape[1], 12, 12});
            Tensor kernel = torch.randn(shape).mul(new Scalar(0.1));
            Tensor[] trusted = run(x, kernel, stride, false);
            Tensor[] tried = run(x, kernel, stride, true);
            for (int i = 0; i < trusted.length; i++) {
                double size = trusted[i].abs().max().item_double();
                if (!(tried[i].sub(trusted[i]).abs().max().item_double() < TOLERANCE * size)) {
                    return false;
                }
            }
            return true;
        }
    }

    /** The result and both gradients. */
    private static Tensor[] run(Tensor image, Tensor weight, int stride, boolean oneDnn) {
        torch.globalContext().setUserEnabledMkldnn(oneDnn);
        Tensor x = image.detach().requires_grad_();
        Tensor kernel = weight.detach().requires_grad_();
        long padding = weight.size(2) / 2;
        Tensor y = torch.conv2d(
                x,
                kernel,
                new TensorOptional(),
                new long[] {stride, stride},
                new long[] {padding, padding},
                new long[] {1, 1},
                1);
        y.mul(y).sum().backward();
        Tensor[] results = {y.detach(), x.grad(), kernel.grad()};
        torch.globalContext().setUserEnabledMkldnn(true);
        return results;
    }
}
