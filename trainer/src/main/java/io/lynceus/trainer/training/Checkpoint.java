package io.lynceus.trainer.training;

import io.lynceus.trainer.model.Safetensors;
import io.lynceus.trainer.model.Weights;
import io.lynceus.vision.UserError;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;

/**
 * The state of a run at the start of an epoch, as a safetensors file: the weights under
 * their state-dict names, their average under "ema." and the name, the optimiser's
 * memory under its own names ("momentum.kernels"), facts and progress in the metadata.
 *
 * @param weights being trained
 * @param average of the weights
 * @param optimizer with what it remembers
 * @param data that the run learns from
 */
record Checkpoint(Weights weights, Weights average, Optimizer optimizer, LearntFrom data) {
    private static final String EMA = "ema.";

    /** Writes the state atomically. */
    void write(Path file, Progress progress, Map<String, String> facts) {
        try (PointerScope scope = new PointerScope()) {
            Map<String, Tensor> tensors = new LinkedHashMap<>();
            for (String name : weights.names()) {
                tensors.put(name, weights.get(name));
            }
            for (String name : average.names()) {
                tensors.put(EMA + name, average.get(name));
            }
            tensors.putAll(optimizer.packed());
            Map<String, String> metadata = new LinkedHashMap<>(facts);
            data.note(metadata);
            metadata.put("progress.epochs", Integer.toString(progress.epochs()));
            metadata.put("progress.updates", Long.toString(progress.updates()));
            metadata.put("progress.last_step", Long.toString(progress.lastStep()));
            metadata.put("progress.best_fitness", Double.toString(progress.bestFitness()));
            metadata.put("progress.best_epoch", Integer.toString(progress.bestEpoch()));
            new Safetensors(tensors, metadata).write(file);
        }
    }

    /** Gives the first process's state to all. */
    void spread(Peers peers) {
        for (Weights each : List.of(weights, average)) {
            each.all().forEach(peers::spread);
        }
        optimizer.state().values().forEach(peers::spread);
    }

    /**
     * Takes the state back.
     *
     * @throws UserError when the file is no checkpoint of this run, or it has learnt from other data
     */
    Progress restore(Path file) {
        try (PointerScope scope = new PointerScope();
                NoGradGuard plain = new NoGradGuard()) {
            Safetensors saved = Safetensors.read(file);
            data.check(file, saved.metadata());
            Progress progress = progress(file, saved.metadata());
            load(file, saved.tensors());
            for (String key : optimizer.state().keySet()) {
                Tensor before = saved.tensors().get(key);
                if (before == null && key.equals(LossScale.KEY)) {
                    continue; // it was of another precision before
                }
                if (before == null || !optimizer.restore(key, before)) {
                    throw new UserError(file + ": not a checkpoint of this run, " + key + " does not fit");
                }
            }
            return progress;
        }
    }

    private void load(Path file, Map<String, Tensor> tensors) {
        try {
            weights.load(tensors, "");
            average.load(tensors, EMA);
        } catch (UserError e) {
            throw new UserError(file + ": " + e.getMessage(), e);
        }
    }

    private Progress progress(Path file, Map<String, String> metadata) {
        int epochs = (int) number(file, metadata, "progress.epochs");
        return new Progress(
                epochs,
                (long) number(file, metadata, "progress.updates"),
                data.recounted((long) number(file, metadata, "progress.last_step"), epochs, metadata),
                number(file, metadata, "progress.best_fitness"),
                (int) number(file, metadata, "progress.best_epoch"));
    }

    private static double number(Path file, Map<String, String> metadata, String key) {
        String value = metadata.get(key);
        if (value == null) {
            throw new UserError(file + ": no checkpoint to resume from, its metadata lacks " + key);
        }
        try {
            return Double.parseDouble(value);
        } catch (NumberFormatException e) {
            throw new UserError(file + ": its " + key + " is no number: " + value, e);
        }
    }
}
