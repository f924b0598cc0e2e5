package io.lynceus.trainer.quantise;

import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import ai.onnx.proto.OnnxMl.TypeProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import io.lynceus.vision.engine.InnerValues;
import io.lynceus.vision.model.InputSize;
import io.lynceus.vision.pixels.PictureSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Where in a network 8 bits cost most. */
final class LayerErrors {
    private LayerErrors() {}

    /**
     * The convolutions after which the two networks lie farthest apart, compared with what went into them: the noise's
     * share of the numbers, its growth first.
     *
     * @param layers convolutions of both, of which each output is in both
     */
    static List<String> worst(
            ModelProto wanted,
            ModelProto quantised,
            List<NodeProto> layers,
            InputSize size,
            List<PictureSource> pictures,
            int most) {
        List<String> watched = layers.stream()
                .flatMap(layer -> List.of(layer.getInput(0), layer.getOutput(0)).stream())
                .distinct()
                .toList();
        Map<String, double[]> powers = new HashMap<>();
        try (InnerValues first = values(wanted, watched, size);
                InnerValues second = values(quantised, watched, size)) {
            for (PictureSource picture : pictures) {
                Map<String, float[]> exact = first.of(picture);
                Map<String, float[]> rounded = second.of(picture);
                for (String tensor : watched) {
                    add(powers.computeIfAbsent(tensor, none -> new double[2]), exact.get(tensor), rounded.get(tensor));
                }
            }
        }
        List<NodeProto> sorted = new ArrayList<>(layers);
        sorted.sort((a, b) -> Double.compare(growth(b, powers), growth(a, powers)));
        return sorted.stream().limit(most).map(Graph::name).toList();
    }

    private static double growth(NodeProto layer, Map<String, double[]> powers) {
        return noise(powers.get(layer.getOutput(0))) - noise(powers.get(layer.getInput(0)));
    }

    private static double noise(double @Nullable [] powers) {
        return powers == null || powers[0] == 0 ? 0 : powers[1] / powers[0];
    }

    private static void add(double[] powers, float @Nullable [] exact, float @Nullable [] rounded) {
        if (exact == null || rounded == null) {
            return;
        }
        for (int i = 0; i < exact.length; i++) {
            powers[0] += (double) exact[i] * exact[i];
            powers[1] += (double) (exact[i] - rounded[i]) * (exact[i] - rounded[i]);
        }
    }

    private static InnerValues values(ModelProto model, List<String> watched, InputSize size) {
        GraphProto.Builder graph = model.getGraph().toBuilder();
        for (String tensor : watched) {
            boolean given = graph.getInputList().stream()
                    .anyMatch(input -> input.getName().equals(tensor));
            if (!given) {
                graph.addOutput(ValueInfoProto.newBuilder()
                        .setName(tensor)
                        .setType(TypeProto.newBuilder()
                                .setTensorType(TypeProto.Tensor.newBuilder().setElemType(DataType.FLOAT.getNumber()))));
            }
        }
        return new InnerValues(model.toBuilder().setGraph(graph).build().toByteArray(), "model", size, true);
    }
}
