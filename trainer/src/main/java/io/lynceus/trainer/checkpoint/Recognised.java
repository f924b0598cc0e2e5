package io.lynceus.trainer.checkpoint;

import io.lynceus.trainer.model.Architecture;
import io.lynceus.trainer.model.StateShapes;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which network a state dict is of, by the names and shapes in it and nothing else.
 *
 * @param architecture whose state dict has exactly these names and shapes
 * @param classes the number of classes
 */
record Recognised(Architecture architecture, int classes) {
    private static final Pattern LAYER = Pattern.compile("model\\.(\\d{1,3})\\..+");
    private static final int MAX_CLASSES = 10_000;

    /** @throws IOException with a message for the user, which says what does not fit */
    static Recognised of(Map<String, StoredTensor> tensors) throws IOException {
        if (tensors.keySet().stream().noneMatch(name -> name.contains(".bn."))) {
            throw new IOException(
                    "its model has no batch norms: no YOLOv9, or they are folded; take the file from before that");
        }
        int head = head(tensors);
        String prefix = "model." + head + ".";
        boolean dual = tensors.containsKey(prefix + "cv5.0.2.weight");
        String label = prefix + (dual ? "cv5" : "cv3");
        int classes = outputs(tensors, label + ".0.2.weight");
        int width = outputs(tensors, label + ".0.0.conv.weight");
        String difference = "no published model has its detection head at layer " + head;
        int fewest = Integer.MAX_VALUE;
        for (String name : Architecture.names()) {
            Architecture plain = Architecture.named(name);
            if (plain.layers() - 1 != head || name.startsWith("yolov9-") != dual) {
                continue;
            }
            Architecture candidate = widened(plain, classes, label + ".0.0.conv.weight", width);
            Map<String, List<Long>> shapes = StateShapes.of(candidate, classes);
            List<String> differences = differences(shapes, tensors);
            if (differences.isEmpty()) {
                return new Recognised(candidate, classes);
            }
            if (differences.size() < fewest) {
                fewest = differences.size();
                difference = describe(candidate.name(), differences.get(0), shapes, tensors);
            }
        }
        throw new IOException("its model is none that this trainer knows: " + difference);
    }

    private static int head(Map<String, StoredTensor> tensors) {
        return tensors.keySet().stream()
                .map(LAYER::matcher)
                .filter(Matcher::matches)
                .mapToInt(name -> Integer.parseInt(name.group(1)))
                .max()
                .orElse(-1);
    }

    private static int outputs(Map<String, StoredTensor> tensors, String name) throws IOException {
        StoredTensor tensor = tensors.get(name);
        if (tensor == null || tensor.shape().size() != 4) {
            throw new IOException("its model has no detection head of YOLOv9: there is no " + name);
        }
        long outputs = tensor.shape().get(0);
        if (outputs < 1 || outputs > MAX_CLASSES) {
            throw new IOException("its " + name + " has " + outputs + " channels, which no detection head has");
        }
        return (int) outputs;
    }

    /** With the class branch as wide as it is in the file. */
    private static Architecture widened(Architecture plain, int classes, String kernel, int width) {
        List<Long> shape = StateShapes.of(plain, classes).get(kernel);
        boolean same = shape == null || shape.get(0) == width || width > 9999;
        return same ? plain : Architecture.named(plain.name() + "-w" + width);
    }

    private static List<String> differences(Map<String, List<Long>> shapes, Map<String, StoredTensor> tensors) {
        List<String> differences = new ArrayList<>();
        shapes.forEach((name, shape) -> {
            StoredTensor tensor = tensors.get(name);
            if (tensor == null || !tensor.shape().equals(shape)) {
                differences.add(name);
            }
        });
        tensors.keySet().stream().filter(name -> !shapes.containsKey(name)).forEach(differences::add);
        return differences;
    }

    private static String describe(
            String nearest, String name, Map<String, List<Long>> shapes, Map<String, StoredTensor> tensors) {
        List<Long> wanted = shapes.get(name);
        StoredTensor tensor = tensors.get(name);
        if (wanted == null) {
            return "the nearest, " + nearest + ", has no " + name;
        }
        if (tensor == null) {
            return "the nearest, " + nearest + ", also has " + name;
        }
        return "the nearest, " + nearest + ", has " + name + " of shape " + wanted + ", the file of " + tensor.shape();
    }
}
