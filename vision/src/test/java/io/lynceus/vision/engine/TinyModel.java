package io.lynceus.vision.engine;

import ai.onnx.proto.OnnxMl;
import com.google.protobuf.ByteString;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** ONNX models made on the spot, which see the same boxes in every picture. */
public final class TinyModel {
    private final Map<String, String> metadata = new LinkedHashMap<>();
    private final int classes;
    private String input = "images";
    private int inputType = OnnxMl.TensorProto.DataType.FLOAT.getNumber();
    private long[] inputShape;
    private long[] outputShape;
    private float[] output;
    private boolean half;
    private String location = "";
    private long offset;
    private final List<OnnxMl.TensorProto> others = new ArrayList<>();

    /** A model for pictures of the given size, a multiple of 32, that sees nothing yet. */
    public TinyModel(int width, int height, int classes) {
        this.classes = classes;
        int anchors = width * height / 64 + width * height / 256 + width * height / 1024;
        this.inputShape = new long[] {1, 3, height, width};
        this.outputShape = new long[] {1, 4 + classes, anchors};
        this.output = new float[(4 + classes) * anchors];
    }

    /** Writes one to the file that finds two persons and a car in every picture, and returns it. */
    public static Path street(Path file) throws IOException {
        TinyModel street = new TinyModel(128, 128, 3)
                .box(0, 0, 0.9f, 30, 64, 16, 40)
                .box(1, 0, 0.8f, 90, 60, 16, 40)
                .box(2, 1, 0.7f, 64, 40, 40, 20)
                .metadata("names", "{0: 'person', 1: 'car', 2: 'truck'}")
                .metadata("name", "tiny")
                .metadata("version", "1")
                .metadata("AP50", "0.5");
        return Files.write(file, street.bytes());
    }

    /** One more box: centre, width, height in pixels of the input. */
    public TinyModel box(int anchor, int classId, float score, float x, float y, float width, float height) {
        int anchors = output.length / (4 + classes);
        float[] values = {x, y, width, height};
        for (int i = 0; i < values.length; i++) {
            output[i * anchors + anchor] = values[i];
        }
        output[(4 + classId) * anchors + anchor] = score;
        return this;
    }

    /** Takes exactly so many pictures, and sees the boxes so far in each. */
    public TinyModel batch(int pictures) {
        float[] one = output;
        output = new float[pictures * one.length];
        for (int i = 0; i < pictures; i++) {
            System.arraycopy(one, 0, output, i * one.length, one.length);
        }
        inputShape[0] = pictures;
        outputShape[0] = pictures;
        return this;
    }

    public TinyModel metadata(String key, String value) {
        metadata.put(key, value);
        return this;
    }

    public TinyModel inputShape(long... shape) {
        inputShape = shape;
        return this;
    }

    public TinyModel inputType(OnnxMl.TensorProto.DataType type) {
        inputType = type.getNumber();
        return this;
    }

    /** The same numbers under another shape. */
    public TinyModel outputShape(long... shape) {
        outputShape = shape;
        return this;
    }

    /** Other numbers under another shape. */
    public TinyModel answer(float[] numbers, long... shape) {
        output = numbers.clone();
        outputShape = shape;
        return this;
    }

    /** Answers in floats of 16 bits. */
    public TinyModel half() {
        half = true;
        return this;
    }

    /** One more output, behind the first. */
    public TinyModel also(String name, float[] numbers, long... shape) {
        others.add(constant(name + "'s", shape).setRawData(raw(numbers)).build());
        return this;
    }

    /** Has its numbers in another file, from an offset on. */
    public TinyModel external(String file, long from) {
        location = file;
        offset = from;
        return this;
    }

    /** What belongs into that file. */
    public byte[] numbers() {
        return raw(output).toByteArray();
    }

    public TinyModel inputName(String name) {
        input = name;
        return this;
    }

    public byte[] bytes() {
        OnnxMl.TensorProto.Builder constant = constant("boxes", outputShape);
        if (location.isEmpty()) {
            constant.setRawData(raw(output));
        } else {
            constant.setDataLocation(OnnxMl.TensorProto.DataLocation.EXTERNAL)
                    .addExternalData(entry("location", location))
                    .addExternalData(entry("offset", Long.toString(offset)))
                    .addExternalData(entry("length", Long.toString((long) output.length * Float.BYTES)));
        }
        OnnxMl.TensorProto.DataType type =
                half ? OnnxMl.TensorProto.DataType.FLOAT16 : OnnxMl.TensorProto.DataType.FLOAT;
        OnnxMl.GraphProto.Builder graph = OnnxMl.GraphProto.newBuilder()
                .setName("tiny")
                .addInitializer(constant)
                .addInput(value(input, inputType, inputShape))
                .addOutput(value("output0", type.getNumber(), outputShape))
                .addNode(OnnxMl.NodeProto.newBuilder()
                        .setOpType("Cast")
                        .addInput("boxes")
                        .addOutput("output0")
                        .addAttribute(OnnxMl.AttributeProto.newBuilder()
                                .setName("to")
                                .setType(OnnxMl.AttributeProto.AttributeType.INT)
                                .setI(type.getNumber())));
        for (OnnxMl.TensorProto other : others) {
            String name = other.getName().replace("'s", "");
            graph.addInitializer(other)
                    .addNode(OnnxMl.NodeProto.newBuilder()
                            .setOpType("Identity")
                            .addInput(other.getName())
                            .addOutput(name))
                    .addOutput(value(
                            name,
                            other.getDataType(),
                            other.getDimsList().stream()
                                    .mapToLong(Long::longValue)
                                    .toArray()));
        }
        OnnxMl.ModelProto.Builder model = OnnxMl.ModelProto.newBuilder()
                .setIrVersion(8)
                .addOpsetImport(OnnxMl.OperatorSetIdProto.newBuilder().setVersion(17))
                .setGraph(graph);
        metadata.forEach((key, value) -> model.addMetadataProps(entry(key, value)));
        return model.build().toByteArray();
    }

    private static OnnxMl.StringStringEntryProto.Builder entry(String key, String value) {
        return OnnxMl.StringStringEntryProto.newBuilder().setKey(key).setValue(value);
    }

    private static ByteString raw(float[] numbers) {
        ByteBuffer raw = ByteBuffer.allocate(numbers.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        raw.asFloatBuffer().put(numbers);
        return ByteString.copyFrom(raw.array());
    }

    private static OnnxMl.TensorProto.Builder constant(String name, long... shape) {
        OnnxMl.TensorProto.Builder constant = OnnxMl.TensorProto.newBuilder()
                .setName(name)
                .setDataType(OnnxMl.TensorProto.DataType.FLOAT.getNumber());
        for (long dimension : shape) {
            constant.addDims(dimension);
        }
        return constant;
    }

    private static OnnxMl.ValueInfoProto value(String name, int type, long[] shape) {
        OnnxMl.TensorShapeProto.Builder dimensions = OnnxMl.TensorShapeProto.newBuilder();
        for (long dimension : shape) {
            OnnxMl.TensorShapeProto.Dimension.Builder builder = OnnxMl.TensorShapeProto.Dimension.newBuilder();
            dimensions.addDim(dimension < 0 ? builder.setDimParam("d" + -dimension) : builder.setDimValue(dimension));
        }
        return OnnxMl.ValueInfoProto.newBuilder()
                .setName(name)
                .setType(OnnxMl.TypeProto.newBuilder()
                        .setTensorType(OnnxMl.TypeProto.Tensor.newBuilder()
                                .setElemType(type)
                                .setShape(dimensions)))
                .build();
    }
}
