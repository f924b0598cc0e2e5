package io.lynceus.trainer.evaluation;

import io.lynceus.vision.UserError;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.function.Supplier;

/** A model on disk, of either kind. */
public final class ModelFile {
    private ModelFile() {}

    /**
     * Opens an ONNX file or a checkpoint, told apart by the file's name.
     *
     * @param device that a checkpoint computes on: cpu, cuda or cuda:N; asked for no ONNX file, which runs on the CPU
     * @throws UserError when it is neither, missing, or of the wrong layout
     */
    public static Predictor open(Path file, Supplier<String> device) {
        if (!Files.isRegularFile(file)) {
            throw new UserError(file + ": no such model file");
        }
        String name = file.toString().toLowerCase(Locale.ROOT);
        if (name.endsWith(".onnx")) {
            return OnnxPredictor.open(file);
        }
        if (name.endsWith(".safetensors")) {
            return CheckpointPredictor.open(file, device.get());
        }
        throw new UserError(file + ": a model is an .onnx file or a .safetensors checkpoint");
    }
}
