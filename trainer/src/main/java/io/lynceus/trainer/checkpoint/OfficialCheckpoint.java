package io.lynceus.trainer.checkpoint;

import io.lynceus.trainer.model.Safetensors;
import io.lynceus.trainer.model.StateShapes;
import io.lynceus.vision.RunError;
import io.lynceus.vision.UserError;
import java.io.EOFException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.ScalarType;

/**
 * A checkpoint of the authors' code: whole, stripped or converted.
 *
 * @param architecture by our name
 * @param classes number of classes
 * @param averaged whether its averaged weights were taken; they are wherever the file has both
 * @param tensors number of tensors
 */
public record OfficialCheckpoint(String architecture, int classes, boolean averaged, int tensors) {
    private static final String COUNTER = "num_batches_tracked";

    /**
     * Reads the one file and writes the other. Runs nothing that is in the file. What it takes in memory is bounded by
     * a constant, and by the weights once their names and shapes have been found to be those of a known architecture.
     *
     * @param file of torch.save
     * @param output a checkpoint of ours, float32; replaced atomically
     * @throws UserError when the file is missing, damaged or no detector of the authors' code
     * @throws RunError when the output cannot be written
     */
    public static OfficialCheckpoint convert(Path file, Path output) {
        if (!Files.isRegularFile(file)) {
            throw new UserError(file + ": no such file");
        }
        try (TorchFile torch = TorchFile.open(file)) {
            return convert(file, torch, output);
        } catch (EOFException e) {
            throw new UserError(file + ": it is cut short", e);
        } catch (IOException e) {
            throw new UserError(file + ": " + e.getMessage(), e);
        }
    }

    private static OfficialCheckpoint convert(Path file, TorchFile torch, Path output) throws IOException {
        Map<?, ?> root = PythonObject.entries(torch.root());
        boolean averaged = root.get("ema") instanceof PythonObject;
        if (!(root.get(averaged ? "ema" : "model") instanceof PythonObject model)) {
            throw new IOException("it holds no model: no checkpoint of YOLOv9's code");
        }
        Map<String, StoredTensor> stored = ModuleTree.stateDict(model);
        Recognised recognised = Recognised.of(stored);
        try (PointerScope scope = new PointerScope();
                NoGradGuard plain = new NoGradGuard()) {
            Map<String, Tensor> tensors = new LinkedHashMap<>();
            for (String name : StateShapes.of(recognised.architecture(), recognised.classes())
                    .keySet()) {
                StoredTensor tensor = stored.get(name);
                if (tensor != null) {
                    ScalarType type = name.endsWith(COUNTER) ? ScalarType.Long : ScalarType.Float;
                    tensors.put(name, StoredValues.read(torch, name, tensor, type));
                }
            }
            new Safetensors(tensors, StoredFacts.of(file, root, model, recognised)).write(output);
            return new OfficialCheckpoint(
                    recognised.architecture().name(), recognised.classes(), averaged, tensors.size());
        }
    }
}
