package io.lynceus.trainer.evaluation;

import io.lynceus.trainer.config.UserError;
import io.lynceus.trainer.model.Architecture;
import io.lynceus.trainer.model.Network;
import io.lynceus.trainer.model.Safetensors;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.NoGradGuard;
import org.jspecify.annotations.Nullable;

/** A training checkpoint in LibTorch, the averaged weights where it has them. Holds the network until closed. */
public final class CheckpointPredictor implements Predictor {
    private static final String AVERAGED = "ema.";

    private final Network network;
    private final LibTorchPredictor predictor;

    private CheckpointPredictor(Network network, List<String> classNames, @Nullable InputSize trainedSize) {
        this.network = network;
        this.predictor = new LibTorchPredictor(network::predict, classNames, trainedSize);
    }

    /**
     * Loads the file.
     *
     * @throws UserError when it is missing, or no checkpoint of ours
     */
    public static CheckpointPredictor open(Path file) {
        try (PointerScope scope = new PointerScope();
                NoGradGuard plain = new NoGradGuard()) {
            Safetensors saved = Safetensors.read(file);
            Map<String, String> facts = saved.metadata();
            List<String> names = OnnxMetadata.names(facts.get("names"));
            String architecture = facts.get("architecture");
            if (architecture == null || names.isEmpty()) {
                throw new UserError(file + ": no checkpoint of the trainer, its metadata lacks "
                        + (architecture == null ? "architecture" : "names"));
            }
            boolean averaged = saved.tensors().keySet().stream().anyMatch(name -> name.startsWith(AVERAGED));
            Network network = Network.create(Architecture.named(architecture), names.size(), 0);
            try {
                network.weights().load(saved.tensors(), averaged ? AVERAGED : "");
                return new CheckpointPredictor(network, names, OnnxMetadata.size(facts.get("imgsz")));
            } catch (RuntimeException e) {
                network.close();
                throw e;
            }
        }
    }

    @Override
    public List<String> classNames() {
        return predictor.classNames();
    }

    @Override
    public @Nullable InputSize fixedSize() {
        return null;
    }

    @Override
    public @Nullable InputSize trainedSize() {
        return predictor.trainedSize();
    }

    @Override
    public RawOutput predict(PictureBatch pictures) {
        return predictor.predict(pictures);
    }

    @Override
    public void close() {
        network.close();
    }
}
