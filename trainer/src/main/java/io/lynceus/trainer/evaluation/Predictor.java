package io.lynceus.trainer.evaluation;

import io.lynceus.trainer.model.HeadKind;
import io.lynceus.vision.UserError;
import io.lynceus.vision.boxes.Candidates;
import io.lynceus.vision.engine.Convention;
import io.lynceus.vision.engine.choice.Engines;
import io.lynceus.vision.model.InputSize;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A detector, whatever runs it. Used by one thread at a time; whoever made it closes it, which frees its native memory.
 */
public interface Predictor extends AutoCloseable {
    /** The kind of its head, or null when it does not say. */
    default @Nullable HeadKind head() {
        return null;
    }

    /** Classes that it tells apart. */
    int classes();

    /** The classes by index as the model names them; empty when it does not name them. */
    List<String> classNames();

    /** The only input size it takes, or null when any multiple of 32 will do. */
    @Nullable
    InputSize fixedSize();

    /** The input size it was trained for, or null when it does not say. */
    @Nullable
    InputSize trainedSize();

    /**
     * Runs the model.
     *
     * @param least only what scores more
     * @return what it says of each picture
     */
    List<Candidates> predict(PictureBatch batch, float least);

    @Override
    void close();

    /**
     * Opens an ONNX file or a checkpoint, told apart by the file's name.
     *
     * @param batch pictures in one run at most
     * @param device that a checkpoint computes on: cpu, cuda or cuda:N; asked for no ONNX file
     * @param engines opens what an ONNX file runs on
     * @param convention what an ONNX file does not say of itself
     * @throws UserError when it is neither, missing, or of the wrong layout
     */
    static Predictor open(Path file, int batch, Supplier<String> device, Engines engines, Convention convention) {
        if (!Files.isRegularFile(file)) {
            throw new UserError(file + ": no such model file");
        }
        String name = file.toString().toLowerCase(Locale.ROOT);
        if (name.endsWith(".onnx")) {
            return EnginePredictor.open(file, batch, engines, convention);
        }
        if (name.endsWith(".safetensors")) {
            return CheckpointPredictor.open(file, device.get());
        }
        throw new UserError(file + ": a model is an .onnx file or a .safetensors checkpoint");
    }
}
