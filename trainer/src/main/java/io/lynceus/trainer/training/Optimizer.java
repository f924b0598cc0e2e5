package io.lynceus.trainer.training;

import io.lynceus.trainer.config.TrainSettings;
import io.lynceus.trainer.model.ParameterGroup;
import io.lynceus.trainer.model.Stretch;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;

/**
 * Moves whole groups of weights at once by their gradients. What it remembers from step to step lives in the
 * PointerScope that is open when it is made. One thread.
 */
abstract class Optimizer {
    /** The only group that decays. */
    static final int KERNELS = 1;

    private final List<ParameterGroup> groups;
    private final double weightDecay;
    private final Map<String, Tensor> state = new LinkedHashMap<>();
    /** How those of the state lie that are beside a group's values. */
    private final Map<String, Stretch> stretches = new LinkedHashMap<>();

    Optimizer(List<ParameterGroup> groups, double weightDecay) {
        this.groups = List.copyOf(groups);
        this.weightDecay = weightDecay;
    }

    /** The one that the settings name. */
    static Optimizer of(TrainSettings settings, List<ParameterGroup> groups, double weightDecay) {
        double momentum = settings.hyperparameters().momentum();
        return switch (settings.optimizer()) {
            case SGD -> new Sgd(groups, weightDecay);
            case ADAM -> new Adam(groups, weightDecay, momentum, false);
            case ADAMW -> new Adam(groups, weightDecay, momentum, true);
            case LION -> new Lion(groups, weightDecay, momentum);
            case MUON ->
                new Muon(
                        groups,
                        weightDecay,
                        settings.hyperparameters().muonLr()
                                / settings.hyperparameters().lr0());
        };
    }

    /** What it remembers, by the name that a checkpoint has for it; writing to a tensor sets it. */
    final Map<String, Tensor> state() {
        return state;
    }

    /** The same as a checkpoint has it, without gaps between the parameters; in the open PointerScope. */
    final Map<String, Tensor> packed() {
        Map<String, Tensor> packed = new LinkedHashMap<>();
        state.forEach((name, tensor) -> {
            Stretch stretch = stretches.get(name);
            packed.put(name, stretch == null ? tensor : stretch.packed(tensor));
        });
        return packed;
    }

    /**
     * Takes back what {@link #packed} gave; false, and nothing is changed, when it is not of that many numbers.
     *
     * @param name of a part of the state
     */
    final boolean restore(String name, Tensor packed) {
        Tensor tensor = Objects.requireNonNull(state.get(name));
        Stretch stretch = stretches.get(name);
        if (packed.numel() != (stretch == null ? tensor.numel() : stretch.packedLength())) {
            return false;
        }
        if (stretch == null) {
            tensor.copy_(packed);
        } else {
            stretch.unpack(packed.view(-1), tensor);
        }
        return true;
    }

    /** Zeros beside each group's values, remembered under the prefix and the group's name. */
    final List<Tensor> remember(String prefix) {
        List<Tensor> tensors = new ArrayList<>();
        for (ParameterGroup group : groups) {
            String name = prefix + group.name();
            tensors.add(remember(name, group.values().new_zeros(group.values().size(0))));
            stretches.put(name, group.stretch());
        }
        return List.copyOf(tensors);
    }

    final Tensor remember(String name, Tensor tensor) {
        state.put(name, tensor);
        return tensor;
    }

    final void zeroGradients() {
        for (ParameterGroup group : groups) {
            group.gradients().zero_();
        }
    }

    /** Scales all gradients so that their common norm is at most {@code most}; returns the norm that it was. */
    final double clip(double most) {
        double squares = 0;
        try (PointerScope scope = new PointerScope();
                NoGradGuard plain = new NoGradGuard()) {
            for (ParameterGroup group : groups) {
                double norm = group.gradients().norm().item_double();
                squares += norm * norm;
            }
            double norm = Math.sqrt(squares);
            double scale = most / (norm + 1e-6);
            if (scale < 1) {
                for (ParameterGroup group : groups) {
                    group.gradients().mul_(new Scalar(scale));
                }
            }
            return norm;
        }
    }

    /** Moves the weights. The gradients are used up: set them to zero before the next batch. */
    final void step(StepSettings settings) {
        try (PointerScope scope = new PointerScope();
                NoGradGuard plain = new NoGradGuard()) {
            begin();
            for (int i = 0; i < groups.size(); i++) {
                move(i, groups.get(i).values(), groups.get(i).gradients(), i == KERNELS ? weightDecay : 0, settings);
            }
        }
    }

    /** Before the groups of a step. */
    void begin() {}

    /** Moves one group. */
    abstract void move(int group, Tensor values, Tensor gradients, double decay, StepSettings settings);
}
