package io.lynceus.trainer.checkpoint;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The state dict in a checkpoint, by the names of the authors' code, whichever of the known forms the file has: a
 * module tree under ema or model; a state dict by itself; one beside the state of a training (Lightning's, and older
 * ones). Where averaged weights are there too, those.
 *
 * @param tensors by name, in the file's order
 * @param averaged whether the averaged weights were taken
 * @param names of the classes as the file has them, null where it has none
 */
record StoredState(
        Map<String, StoredTensor> tensors,
        boolean averaged,
        @Nullable Object names) {
    private static final Pattern NAME = Pattern.compile("[\\w.]{1,200}");
    private static final int MAX_ENTRIES = 100_000;

    /** Entries of a checkpoint that hold a state dict, the averaged first. */
    private static final List<String> DICTS = List.of("state_dict", "model_state_dict_ema", "model_state_dict");

    /** What stands before a layer's number, the averaged first. */
    private static final List<String> PREFIXES = List.of("ema.model.", "model.model.", "model.", "");

    /** @throws IOException with a message for the user when there is none */
    static StoredState of(Map<?, ?> root) throws IOException {
        boolean averaged = root.get("ema") instanceof PythonObject;
        if (root.get(averaged ? "ema" : "model") instanceof PythonObject model) {
            return new StoredState(ModuleTree.stateDict(model), averaged, model.attribute("names"));
        }
        for (String name : DICTS) {
            Map<?, ?> dict = PythonObject.entries(root.get(name));
            if (!dict.isEmpty()) {
                return dict(dict, name.endsWith("_ema"));
            }
        }
        return dict(root, false);
    }

    private static StoredState dict(Map<?, ?> dict, boolean averaged) throws IOException {
        for (String prefix : PREFIXES) {
            Map<String, StoredTensor> layers = layers(dict, prefix);
            if (!layers.isEmpty()) {
                return new StoredState(TechLabNames.official(layers), averaged || prefix.startsWith("ema"), null);
            }
        }
        throw new IOException("it holds no model: no checkpoint of a YOLOv9 code that is known here");
    }

    /** The tensors whose name is the prefix, a layer's number and more, without the prefix. */
    private static Map<String, StoredTensor> layers(Map<?, ?> dict, String prefix) throws IOException {
        if (dict.size() > MAX_ENTRIES) {
            throw new IOException("its model has more parts than any YOLOv9");
        }
        Map<String, StoredTensor> layers = new LinkedHashMap<>();
        for (Map.Entry<?, ?> entry : dict.entrySet()) {
            if (entry.getKey() instanceof String name
                    && NAME.matcher(name).matches()
                    && name.startsWith(prefix)
                    && TechLabNames.LAYER
                            .matcher(name.substring(prefix.length()))
                            .matches()) {
                try {
                    layers.put(name.substring(prefix.length()), StoredTensor.of(entry.getValue()));
                } catch (IOException e) {
                    throw new IOException("its " + name + " " + e.getMessage(), e);
                }
            }
        }
        return layers;
    }
}
