package io.lynceus.trainer.quantise;

import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import ai.onnx.proto.OnnxMl.TypeProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import io.lynceus.trainer.export.OnnxAttributes;
import io.lynceus.vision.engine.InnerValues;
import io.lynceus.vision.model.InputSize;
import io.lynceus.vision.pixels.PictureSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/** How far the numbers of a network's tensors reach: the float32 network is run on pictures, and watched. */
final class Calibration {
    private static final String MIN = ".min";
    private static final String MAX = ".max";

    private Calibration() {}

    /**
     * The ranges of the plan's tensors, by the tensor whose steps each has.
     *
     * @param done told how many pictures are done
     */
    static Map<String, Range> of(
            ModelProto model,
            Graph graph,
            Plan plan,
            String name,
            InputSize size,
            List<PictureSource> pictures,
            IntConsumer done) {
        Map<String, Range> ranges = new HashMap<>();
        List<String> watched = plan.tensors().stream()
                .filter(tensor -> !isOfOthers(plan, graph.maker(tensor)))
                .toList();
        try (InnerValues values = new InnerValues(watching(model, watched).toByteArray(), name, size, false)) {
            int count = 0;
            for (PictureSource picture : pictures) {
                Map<String, float[]> found = values.of(picture);
                for (String tensor : watched) {
                    ranges.merge(tensor, range(found, tensor), (a, b) -> a.and(b.min(), b.max()));
                }
                done.accept(++count);
            }
        }
        Map<String, Range> shared = new HashMap<>();
        ranges.forEach((tensor, range) -> {
            Range own = fixed(graph, plan, tensor, range);
            shared.merge(plan.steps(tensor), own, (a, b) -> a.and(b.min(), b.max()));
        });
        return shared;
    }

    private static boolean isOfOthers(Plan plan, @Nullable NodeProto maker) {
        return maker != null && plan.contains(maker) && Plan.handsOn(maker);
    }

    private static Range range(Map<String, float[]> found, String tensor) {
        float[] min = found.getOrDefault(tensor + MIN, new float[1]);
        float[] max = found.getOrDefault(tensor + MAX, new float[1]);
        return Range.NONE.and(min[0], max[0]);
    }

    private static Range fixed(Graph graph, Plan plan, String tensor, Range range) {
        if (graph.isInput(tensor)) {
            return Range.UNIT;
        }
        NodeProto maker = graph.maker(tensor);
        if (maker != null && maker.getOpType().equals("Sigmoid")) {
            return Range.CHANCE;
        }
        return plan.isGated(tensor) ? range.gated() : range;
    }

    /** The model with the smallest and the largest number of each tensor as outputs. */
    private static ModelProto watching(ModelProto model, List<String> tensors) {
        GraphProto.Builder graph = model.getGraph().toBuilder();
        for (String tensor : tensors) {
            graph.addNode(reduce("ReduceMin", tensor, MIN))
                    .addNode(reduce("ReduceMax", tensor, MAX))
                    .addOutput(number(tensor + MIN))
                    .addOutput(number(tensor + MAX));
        }
        return model.toBuilder().setGraph(graph).build();
    }

    private static NodeProto reduce(String type, String tensor, String ending) {
        return NodeProto.newBuilder()
                .setOpType(type)
                .setName(tensor + ending)
                .addInput(tensor)
                .addOutput(tensor + ending)
                .addAttribute(OnnxAttributes.integer("keepdims", 0))
                .build();
    }

    private static ValueInfoProto number(String name) {
        return ValueInfoProto.newBuilder()
                .setName(name)
                .setType(TypeProto.newBuilder()
                        .setTensorType(TypeProto.Tensor.newBuilder().setElemType(DataType.FLOAT.getNumber())))
                .build();
    }
}
