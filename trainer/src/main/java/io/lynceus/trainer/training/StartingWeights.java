package io.lynceus.trainer.training;

import io.lynceus.trainer.config.UserError;
import io.lynceus.trainer.model.Safetensors;
import io.lynceus.trainer.model.Weights;
import java.nio.file.Path;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;

/** Fine-tuning: what fits of a checkpoint becomes the start of a run. */
final class StartingWeights {
    private StartingWeights() {}

    /**
     * Copies every tensor of the same name and shape, the averaged ones where the file has both.
     *
     * @return how many of the network's tensors were found
     * @throws UserError when none fits
     */
    static int load(Path file, Weights into) {
        int found = 0;
        try (PointerScope scope = new PointerScope();
                NoGradGuard plain = new NoGradGuard()) {
            Safetensors saved = Safetensors.read(file);
            for (String name : into.names()) {
                Tensor target = into.get(name);
                Tensor source = saved.tensors()
                        .getOrDefault("ema." + name, saved.tensors().get(name));
                if (source != null && source.sizes().equals(target.sizes())) {
                    target.copy_(source);
                    found++;
                }
            }
        }
        if (found == 0) {
            throw new UserError(file + ": none of its weights fits this model; is it of the same architecture?");
        }
        return found;
    }
}
