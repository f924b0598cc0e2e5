package io.lynceus.trainer.model;

import io.lynceus.trainer.model.Parameter.Kind;
import io.lynceus.vision.UserError;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Device;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.ScalarType;

/**
 * The parameters and buffers of a network under their state-dict names, kept in a few flat tensors. Not thread-safe.
 * Owns its native memory: every tensor handed out lives until {@link #close()}.
 */
public final class Weights implements AutoCloseable {
    private final List<Parameter> parameters;
    private final Map<Kind, Flat> flats = new EnumMap<>(Kind.class);
    private final Map<String, Tensor> views = new LinkedHashMap<>();
    private final PointerScope scope;
    private List<ParameterGroup> groups;

    /** Allocates, all zero but the projections. */
    Weights(List<Parameter> parameters, ScalarType type, Device device) {
        this.parameters = List.copyOf(parameters);
        try (PointerScope opened = new PointerScope()) {
            for (Kind kind : Kind.values()) {
                flats.put(kind, new Flat(kind, parameters, type, device));
            }
            for (Parameter parameter : parameters) {
                Tensor view = flat(parameter.kind()).next(parameter);
                views.put(parameter.name(), view);
                if (parameter.kind() == Kind.PROJECTION) {
                    for (int bin = 0; bin < RawHeads.BINS; bin++) {
                        view.select(1, bin).fill_(new Scalar(bin));
                    }
                }
            }
            groups = groupsFrom(0);
            scope = opened.extend();
        }
    }

    private Flat flat(Kind kind) {
        Flat flat = flats.get(kind);
        if (flat == null) {
            throw new IllegalStateException("no storage of kind " + kind);
        }
        return flat;
    }

    List<Parameter> parameters() {
        return parameters;
    }

    /** All state-dict names in the official order. */
    public List<String> names() {
        return List.copyOf(views.keySet());
    }

    /**
     * The tensor of that name, a view of the flat storage: writing
     * to it (in place, without gradients) writes the weight.
     *
     * @throws IllegalArgumentException when there is none of that name
     */
    public Tensor get(String name) {
        Tensor tensor = views.get(name);
        if (tensor == null) {
            throw new IllegalArgumentException("no weight named " + name);
        }
        return tensor;
    }

    /**
     * Takes the first layers out of the groups: what they have learnt stays, and no gradient is computed for it. Norms
     * go on following the statistics of their pictures, as in the official code.
     *
     * @param layers how many
     */
    public void freeze(int layers) {
        try (PointerScope made = new PointerScope()) {
            groups = groupsFrom(layers);
            groups.forEach(group -> scope.attach(group.values()).attach(group.gradients()));
        }
        for (Parameter parameter : parameters) {
            if (parameter.kind().isTrained()) {
                get(parameter.name()).set_requires_grad(parameter.layer() >= layers);
            }
        }
    }

    /** Whether it is a parameter that learns nothing because its layer is frozen. */
    public boolean isFrozen(String name) {
        return parameters.stream()
                .anyMatch(parameter -> parameter.name().equals(name)
                        && parameter.kind().isTrained()
                        && !get(name).requires_grad());
    }

    /** The parameters to train in the optimiser's order: biases, kernels (these decay), norm weights. */
    public List<ParameterGroup> groups() {
        return groups;
    }

    private List<ParameterGroup> groupsFrom(int layer) {
        return List.of(
                group("biases", Kind.BIAS, layer),
                group("kernels", Kind.KERNEL, layer),
                group("norms", Kind.NORM, layer));
    }

    /** The flat tensors have the layers in their order, so frozen ones are a piece at the start. */
    private ParameterGroup group(String name, Kind kind, int firstLayer) {
        List<Parameter> ofKind = parameters.stream()
                .filter(parameter -> parameter.kind() == kind)
                .toList();
        long frozen = Stretch.of(ofKind.stream()
                        .filter(parameter -> parameter.layer() < firstLayer)
                        .toList())
                .length();
        Stretch trained = Stretch.of(ofKind.stream()
                .filter(parameter -> parameter.layer() >= firstLayer)
                .toList());
        Flat flat = flat(kind);
        return new ParameterGroup(
                name,
                flat.values().narrow(0, frozen, trained.length()),
                flat.gradients().narrow(0, frozen, trained.length()),
                trained);
    }

    /** All there is, trained or not, in a few flat tensors. */
    public List<Tensor> all() {
        return flats.values().stream().map(Flat::values).toList();
    }

    /** Where they are; the answer belongs to the open PointerScope. */
    Device device() {
        return buffers().device();
    }

    /** All running means and variances, (n) float32. */
    public Tensor buffers() {
        return flat(Kind.STATISTIC).values();
    }

    /** What the norms have seen: running means and variances, and how many batches. */
    public List<Tensor> statistics() {
        return List.of(buffers(), flat(Kind.COUNTER).values());
    }

    /** Notes that every norm has seen one more batch. */
    void countBatch() {
        flat(Kind.COUNTER).values().add_(new Scalar(1));
    }

    /** Copies all values of the other, which must be of the same architecture and number of classes. Gradients stay. */
    public void copyFrom(Weights other) {
        if (!parameters.equals(other.parameters)) {
            throw new IllegalArgumentException("weights of another network");
        }
        flats.forEach((kind, flat) -> flat.values().copy_(other.flat(kind).values()));
    }

    /**
     * Copies values by name, any float type.
     *
     * @param prefix put before a state-dict name to get the key
     * @throws UserError when a tensor is missing or has another shape
     */
    public void load(Map<String, Tensor> tensors, String prefix) {
        try (NoGradGuard guard = new NoGradGuard()) {
            for (Parameter parameter : parameters) {
                String key = prefix + parameter.name();
                Tensor tensor = tensors.get(key);
                if (tensor == null) {
                    throw new UserError("the checkpoint has no tensor " + key);
                }
                long[] shape = SafetensorsHeader.sizes(tensor);
                if (!Arrays.equals(shape, parameter.dimensions())) {
                    throw new UserError("the checkpoint's tensor " + key + " has shape " + Arrays.toString(shape)
                            + ", the network's " + parameter.shape());
                }
                get(parameter.name()).copy_(tensor);
            }
        }
    }

    @Override
    public void close() {
        scope.close();
    }
}
