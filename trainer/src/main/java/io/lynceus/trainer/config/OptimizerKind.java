package io.lynceus.trainer.config;

import io.lynceus.vision.UserError;
import java.util.Arrays;
import java.util.Locale;

/** What moves the weights. */
public enum OptimizerKind {
    /** Stochastic gradient descent with Nesterov momentum: what YOLOv9 was published with. */
    SGD,
    /** Adam (arXiv 1412.6980), weight decay added to the gradients. */
    ADAM,
    /** AdamW (arXiv 1711.05101), with AMSGrad (arXiv 1904.09237). */
    ADAMW,
    /** Lion (arXiv 2302.06675). */
    LION,
    /** Muon (Jordan et al. 2024) for the filters of convolutions, SGD for the rest. */
    MUON;

    /** @throws UserError when there is none of that name */
    public static OptimizerKind of(String name) {
        for (OptimizerKind kind : values()) {
            if (kind.name().equalsIgnoreCase(name)) {
                return kind;
            }
        }
        throw new UserError("no optimizer '" + name + "'; there are " + Arrays.toString(values()));
    }

    /** As it is written on the command line. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
