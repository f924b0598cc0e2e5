package io.lynceus.trainer.evaluation;

import ai.onnx.proto.OnnxMl;
import com.google.protobuf.ByteString;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** "Detectors" of a few nodes, whose answers a test can know. */
public final class TinyOnnx {
    private static final int[] STRIDES = {8, 16, 32};

    private TinyOnnx() {}

    /**
     * Finds one box in every picture, always the same and at every anchor, and scores it with the brightest red, green
     * and blue as three classes. Input of any size.
     *
     * @param box cx, cy, w, h in input pixels
     */
    public static Path colours(Path file, float[] box, Map<String, String> metadata) throws IOException {
        return colours(file, graph(new long[] {0, 3, 0, 0}, 7), "images", box, metadata);
    }

    /**
     * The same behind a layer that hands the picture on: a convolution {@code look}, x times sigmoid(x), and a mean
     * over 2 x 2 pixels. Full red scores 0.731, 200 of 255 scores 0.539.
     */
    public static Path layered(Path file, float[] box, Map<String, String> metadata) throws IOException {
        ByteBuffer one = ByteBuffer.allocate(4 * 3 * 3).order(ByteOrder.LITTLE_ENDIAN);
        for (int c = 0; c < 3; c++) {
            one.putFloat(4 * 4 * c, 1);
        }
        OnnxMl.GraphProto.Builder graph = graph(new long[] {0, 3, 0, 0}, 7)
                .addInitializer(floats("one", one, 3, 3, 1, 1))
                .addInitializer(floats("zero", ByteBuffer.allocate(4 * 3), 3))
                .addNode(node("Conv", "look", List.of("images", "one", "zero")))
                .addNode(node("Sigmoid", "gate", List.of("look")))
                .addNode(node("Mul", "seen", List.of("look", "gate")))
                .addNode(pool("AveragePool", "mean", "seen", 2, 1));
        return colours(file, graph, "mean", box, metadata);
    }

    private static Path colours(
            Path file, OnnxMl.GraphProto.Builder graph, String looked, float[] box, Map<String, String> metadata)
            throws IOException {
        ByteBuffer weights = ByteBuffer.allocate(4 * 7 * 3).order(ByteOrder.LITTLE_ENDIAN);
        ByteBuffer bias = ByteBuffer.allocate(4 * 7).order(ByteOrder.LITTLE_ENDIAN);
        for (int c = 0; c < 3; c++) {
            weights.putFloat(4 * (3 * (4 + c) + c), 1);
        }
        for (int i = 0; i < 4; i++) {
            bias.putFloat(4 * i, box[i]);
        }
        graph.addInitializer(floats("weights", weights, 7, 3, 1, 1))
                .addInitializer(floats("bias", bias, 7))
                .addInitializer(floats("nothing", ByteBuffer.allocate(4 * 7 * 3), 7, 3, 1, 1))
                .addInitializer(shape(0, 7, -1))
                .addNode(node("GlobalMaxPool", "brightest", List.of(looked)))
                .addNode(node("Conv", "answer", List.of("brightest", "weights", "bias")))
                .addNode(node("Reshape", "said", List.of("answer", "shape")));
        for (int stride : STRIDES) {
            graph.addNode(pool("AveragePool", "map" + stride, "images", stride, stride))
                    .addNode(node("Conv", "zeros" + stride, List.of("map" + stride, "nothing")))
                    .addNode(node("Reshape", "row" + stride, List.of("zeros" + stride, "shape")));
        }
        graph.addNode(node("Concat", "anchors", List.of("row8", "row16", "row32")).toBuilder()
                        .addAttribute(OnnxMl.AttributeProto.newBuilder()
                                .setName("axis")
                                .setType(OnnxMl.AttributeProto.AttributeType.INT)
                                .setI(2)))
                .addNode(node("Add", "output0", List.of("anchors", "said")));
        return write(file, graph, metadata);
    }

    /** Says the same of every picture of 64 x 64, in whatever layout. */
    public static Path answers(Path file, float[] numbers, long[] dimensions, Map<String, String> metadata)
            throws IOException {
        ByteBuffer values = ByteBuffer.allocate(numbers.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        values.asFloatBuffer().put(numbers);
        OnnxMl.GraphProto.Builder graph = OnnxMl.GraphProto.newBuilder()
                .setName("tiny")
                .addInput(value("images", new long[] {1, 3, 64, 64}))
                .addOutput(value("output0", dimensions))
                .addInitializer(floats("said", values, dimensions))
                .addNode(node("Identity", "output0", List.of("said")));
        return write(file, graph, metadata);
    }

    private static OnnxMl.GraphProto.Builder graph(long[] input, long channels) {
        return OnnxMl.GraphProto.newBuilder()
                .setName("tiny")
                .addInput(value("images", input))
                .addOutput(value("output0", new long[] {0, channels, 0}));
    }

    private static Path write(Path file, OnnxMl.GraphProto.Builder graph, Map<String, String> metadata)
            throws IOException {
        OnnxMl.ModelProto.Builder model = OnnxMl.ModelProto.newBuilder()
                .setIrVersion(8)
                .addOpsetImport(OnnxMl.OperatorSetIdProto.newBuilder().setVersion(17))
                .setGraph(graph);
        metadata.forEach((key, text) -> model.addMetadataProps(
                OnnxMl.StringStringEntryProto.newBuilder().setKey(key).setValue(text)));
        Files.write(file, model.build().toByteArray());
        return file;
    }

    private static OnnxMl.NodeProto node(String type, String output, List<String> inputs) {
        return OnnxMl.NodeProto.newBuilder()
                .setOpType(type)
                .addAllInput(inputs)
                .addOutput(output)
                .build();
    }

    private static OnnxMl.NodeProto pool(String type, String output, String input, int window, int stride) {
        return node(type, output, List.of(input)).toBuilder()
                .addAttribute(square("kernel_shape", window))
                .addAttribute(square("strides", stride))
                .build();
    }

    private static OnnxMl.AttributeProto square(String name, int side) {
        return OnnxMl.AttributeProto.newBuilder()
                .setName(name)
                .setType(OnnxMl.AttributeProto.AttributeType.INTS)
                .addInts(side)
                .addInts(side)
                .build();
    }

    private static OnnxMl.TensorProto shape(long... dimensions) {
        ByteBuffer bytes = ByteBuffer.allocate(8 * dimensions.length).order(ByteOrder.LITTLE_ENDIAN);
        for (long dimension : dimensions) {
            bytes.putLong(dimension);
        }
        return OnnxMl.TensorProto.newBuilder()
                .setName("shape")
                .setDataType(OnnxMl.TensorProto.DataType.INT64_VALUE)
                .addDims(dimensions.length)
                .setRawData(ByteString.copyFrom(bytes.array()))
                .build();
    }

    private static OnnxMl.TensorProto floats(String name, ByteBuffer values, long... dimensions) {
        OnnxMl.TensorProto.Builder tensor = OnnxMl.TensorProto.newBuilder()
                .setName(name)
                .setDataType(OnnxMl.TensorProto.DataType.FLOAT_VALUE)
                .setRawData(ByteString.copyFrom(values.array()));
        for (long dimension : dimensions) {
            tensor.addDims(dimension);
        }
        return tensor.build();
    }

    private static OnnxMl.ValueInfoProto value(String name, long[] dimensions) {
        OnnxMl.TensorShapeProto.Builder shape = OnnxMl.TensorShapeProto.newBuilder();
        for (int i = 0; i < dimensions.length; i++) {
            OnnxMl.TensorShapeProto.Dimension.Builder dimension = OnnxMl.TensorShapeProto.Dimension.newBuilder();
            shape.addDim(dimensions[i] == 0 ? dimension.setDimParam(name + i) : dimension.setDimValue(dimensions[i]));
        }
        return OnnxMl.ValueInfoProto.newBuilder()
                .setName(name)
                .setType(OnnxMl.TypeProto.newBuilder()
                        .setTensorType(OnnxMl.TypeProto.Tensor.newBuilder()
                                .setElemType(OnnxMl.TensorProto.DataType.FLOAT_VALUE)
                                .setShape(shape)))
                .build();
    }
}
