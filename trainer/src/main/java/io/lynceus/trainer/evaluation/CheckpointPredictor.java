package io.lynceus.trainer.evaluation;

import io.lynceus.trainer.model.HeadKind;
import io.lynceus.trainer.model.LibTorch;
import io.lynceus.trainer.model.StoredNetwork;
import io.lynceus.vision.boxes.Candidates;
import io.lynceus.vision.model.InputSize;
import java.nio.file.Path;
import java.util.List;
import org.bytedeco.pytorch.Device;
import org.jspecify.annotations.Nullable;

/** A training checkpoint in LibTorch, the averaged weights where it has them. Holds the network until closed. */
public final class CheckpointPredictor implements Predictor {
    private final StoredNetwork stored;
    private final LibTorchPredictor predictor;

    private CheckpointPredictor(StoredNetwork stored) {
        this.stored = stored;
        this.predictor = new LibTorchPredictor(
                stored.network()::predict,
                stored.network().architecture().headKind(),
                stored.names(),
                InputSize.parse(stored.facts().get("imgsz")));
    }

    /**
     * Loads the file.
     *
     * @param device cpu, cuda or cuda:N
     * @throws io.lynceus.vision.UserError when it is missing, or no checkpoint of ours
     */
    public static CheckpointPredictor open(Path file, String device) {
        try (Device found = LibTorch.device(device, 0)) {
            return new CheckpointPredictor(StoredNetwork.open(file, found));
        }
    }

    @Override
    public HeadKind head() {
        return predictor.head();
    }

    @Override
    public int classes() {
        return predictor.classes();
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
    public List<Candidates> predict(PictureBatch batch, float least) {
        return predictor.predict(batch, least);
    }

    @Override
    public void close() {
        stored.close();
    }
}
