package io.lynceus.trainer.checkpoint;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Walks a pickled torch.nn.Module and its children to what state_dict() would give: every parameter and buffer by name.
 */
final class ModuleTree {
    private static final Pattern NAME = Pattern.compile("\\w{1,64}");
    private static final int MAX_DEPTH = 32;
    private static final int MAX_ENTRIES = 100_000;

    private final Map<String, StoredTensor> tensors = new LinkedHashMap<>();
    private int entries;

    private ModuleTree() {}

    /** @throws IOException with a message for the user when it is no such tree */
    static Map<String, StoredTensor> stateDict(PythonObject model) throws IOException {
        ModuleTree tree = new ModuleTree();
        tree.walk("", model, 0);
        return tree.tensors;
    }

    private void walk(String prefix, PythonObject module, int depth) throws IOException {
        if (depth > MAX_DEPTH) {
            throw new IOException("its model is nested deeper than any YOLOv9");
        }
        collect(prefix, PythonObject.entries(module.attribute("_parameters")));
        collect(prefix, PythonObject.entries(module.attribute("_buffers")));
        for (Map.Entry<?, ?> child :
                PythonObject.entries(module.attribute("_modules")).entrySet()) {
            count();
            String name = prefix + name(child.getKey());
            if (child.getValue() instanceof PythonObject below) {
                walk(name + ".", below, depth + 1);
            } else if (child.getValue() != null) {
                throw new IOException("its " + name + " is no module");
            }
        }
    }

    private void collect(String prefix, Map<?, ?> entries) throws IOException {
        for (Map.Entry<?, ?> entry : entries.entrySet()) {
            count();
            if (entry.getValue() != null) {
                String name = prefix + name(entry.getKey());
                try {
                    tensors.put(name, StoredTensor.of(entry.getValue()));
                } catch (IOException e) {
                    throw new IOException("its " + name + " " + e.getMessage(), e);
                }
            }
        }
    }

    /** One object may hang in the tree in many places; the walk ends all the same. */
    private void count() throws IOException {
        entries++;
        if (entries > MAX_ENTRIES) {
            throw new IOException("its model has more parts than any YOLOv9");
        }
    }

    private static String name(Object key) throws IOException {
        if (key instanceof String name && NAME.matcher(name).matches()) {
            return name;
        }
        throw new IOException("one of its modules or tensors has a name that Python's cannot have");
    }
}
