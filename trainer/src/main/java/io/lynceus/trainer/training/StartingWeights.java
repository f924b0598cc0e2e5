package io.lynceus.trainer.training;

import io.lynceus.trainer.model.Safetensors;
import io.lynceus.trainer.model.Weights;
import io.lynceus.vision.UserError;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;

/**
 * Fine-tuning: what fits of a checkpoint becomes the start of a run.
 *
 * @param file the checkpoint
 * @param found tensors that fitted
 * @param copied names of the network's tensors that the checkpoint has not, but those of the head that they start as
 * @param others names of the network's tensors that keep their
 *     fresh values: the checkpoint has none of that name and shape
 */
public record StartingWeights(Path file, int found, List<String> copied, List<String> others) {
    public StartingWeights {
        copied = List.copyOf(copied);
        others = List.copyOf(others);
    }

    /**
     * Copies every tensor of the same name and shape, the averaged ones where the file has both.
     *
     * @param originals for each tensor that may start as another one of the network: that one
     * @throws UserError when none fits, or one does not that is frozen
     */
    static StartingWeights load(Path file, Weights into, Map<String, String> originals) {
        int found = 0;
        List<String> copied = new ArrayList<>();
        List<String> others = new ArrayList<>();
        try (PointerScope scope = new PointerScope();
                NoGradGuard plain = new NoGradGuard()) {
            Safetensors saved = Safetensors.read(file);
            for (String name : into.names()) {
                Tensor target = into.get(name);
                Tensor source = saved.tensors()
                        .getOrDefault("ema." + name, saved.tensors().get(name));
                if (source != null && Arrays.equals(shape(source), shape(target))) {
                    target.copy_(source);
                    found++;
                } else if (source == null && originals.containsKey(name)) {
                    copied.add(name);
                } else {
                    others.add(name);
                }
            }
            copied.forEach(name -> into.get(name).copy_(into.get(Objects.requireNonNull(originals.get(name)))));
        }
        if (found == 0) {
            throw new UserError(file + ": none of its weights fits this model; is it of the same architecture?");
        }
        others.stream().filter(into::isFrozen).findFirst().ifPresent(name -> {
            throw new UserError(
                    file + ": has no " + name + " for this model, which would be frozen without having learnt");
        });
        return new StartingWeights(file, found, copied, others);
    }

    private static long[] shape(Tensor tensor) {
        return tensor.sizes().vec().get();
    }
}
