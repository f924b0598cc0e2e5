package io.lynceus.trainer.model;

import io.lynceus.trainer.model.Parameter.Kind;
import java.util.List;
import org.bytedeco.pytorch.Device;
import org.bytedeco.pytorch.DeviceOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptions;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;

/** All parameters of one kind in one stretch of memory. Its tensors belong to the PointerScope open when it is made. */
final class Flat {
    private final Tensor values;
    private final Tensor gradients;
    private final boolean trained;
    private long used;

    Flat(Kind kind, List<Parameter> all, ScalarType type, Device device) {
        long size =
                Stretch.of(all.stream().filter(p -> p.kind() == kind).toList()).length();
        ScalarType stored = kind == Kind.COUNTER ? ScalarType.Long : type;
        trained = kind.isTrained();
        values = zeros(size, stored, device);
        gradients = trained ? zeros(size, stored, device) : values;
    }

    private static Tensor zeros(long size, ScalarType type, Device device) {
        return torch.zeros(new long[] {size}, new TensorOptions(type).device(new DeviceOptional(device)));
    }

    Tensor values() {
        return values;
    }

    Tensor gradients() {
        return gradients;
    }

    /**
     * The next parameter's view. A trained one is a leaf of the graph (detached from the flat tensor but on its memory)
     * whose gradient is set beforehand: backward adds to a gradient that is there, in place.
     */
    Tensor next(Parameter parameter) {
        Tensor view = view(values, parameter).detach();
        if (trained) {
            view.set_requires_grad(true);
            view.mutable_grad().put(view(gradients, parameter));
        }
        used += Stretch.room(parameter.size());
        return view;
    }

    private Tensor view(Tensor flat, Parameter parameter) {
        return flat.narrow(0, used, parameter.size()).view(parameter.dimensions());
    }
}
