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
import java.util.List;
import java.util.Map;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.ScalarType;

/**
 * A YOLOv9 checkpoint of another code: the authors' (whole, stripped or converted), or MultimediaTechLab/YOLO's
 * (released weights or a training checkpoint).
 *
 * @param architecture by our name
 * @param classes their names by index
 * @param averaged whether its averaged weights were taken; they are wherever the file has both
 * @param tensors number of tensors
 */
public record ForeignCheckpoint(String architecture, List<String> classes, boolean averaged, int tensors) {
    private static final String COUNTER = "num_batches_tracked";

    public ForeignCheckpoint {
        classes = List.copyOf(classes);
    }

    /**
     * Reads the one file and writes the other. Runs nothing that is in the file. What it takes in memory is bounded by
     * a constant, and by the weights once their names and shapes have been found to be those of a known architecture.
     *
     * @param file of torch.save
     * @param output a checkpoint of ours, float32; replaced atomically
     * @param names of the classes, in place of those that the file has; empty for those
     * @param facts more of what is known of the file, into the metadata
     * @throws UserError when the file is missing, damaged or no YOLOv9, or has another number of classes
     * @throws RunError when the output cannot be written
     */
    public static ForeignCheckpoint convert(Path file, Path output, List<String> names, Map<String, String> facts) {
        if (!Files.isRegularFile(file)) {
            throw new UserError(file + ": no such file");
        }
        try (TorchFile torch = TorchFile.open(file)) {
            return convert(file, torch, output, names, facts);
        } catch (EOFException e) {
            throw new UserError(file + ": it is cut short", e);
        } catch (IOException e) {
            throw new UserError(file + ": " + e.getMessage(), e);
        }
    }

    private static ForeignCheckpoint convert(
            Path file, TorchFile torch, Path output, List<String> names, Map<String, String> facts) throws IOException {
        Map<?, ?> root = PythonObject.entries(torch.root());
        StoredState state = StoredState.of(root);
        Map<String, StoredTensor> stored = state.tensors();
        Recognised recognised = Recognised.of(stored);
        List<String> classes = StoredFacts.names(state.names(), recognised.classes(), names);
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
            Map<String, String> metadata = StoredFacts.of(file, root, classes, recognised);
            metadata.putAll(facts);
            new Safetensors(tensors, metadata).write(output);
            return new ForeignCheckpoint(recognised.architecture().name(), classes, state.averaged(), tensors.size());
        }
    }
}
