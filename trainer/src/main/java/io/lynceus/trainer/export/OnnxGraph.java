package io.lynceus.trainer.export;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import ai.onnx.proto.OnnxMl.TensorShapeProto;
import ai.onnx.proto.OnnxMl.TypeProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import ai.onnxruntime.platform.Fp16Conversions;
import com.google.protobuf.ByteString;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Writes a graph node by node, in an order that may be run. */
final class OnnxGraph {
    private final GraphProto.Builder graph = GraphProto.newBuilder();
    private final int batch;
    private final Map<String, Integer> used = new HashMap<>();

    /** @param batch pictures in a run; 0 leaves it free */
    OnnxGraph(String name, int batch) {
        this.batch = batch;
        graph.setName(name);
    }

    /** Adds a node of one output, which is named like the node. */
    String node(String operator, String name, List<String> inputs, AttributeProto... attributes) {
        return nodes(operator, name, inputs, 1, attributes).get(0);
    }

    /** Adds a node of several outputs. */
    List<String> nodes(String operator, String name, List<String> inputs, int outputs, AttributeProto... attributes) {
        String unique = unique(name);
        List<String> names = outputs == 1
                ? List.of(unique)
                : IntStream.range(0, outputs).mapToObj(i -> unique + "." + i).toList();
        graph.addNode(NodeProto.newBuilder()
                .setName(unique)
                .setOpType(operator)
                .addAllInput(inputs)
                .addAllOutput(names)
                .addAllAttribute(List.of(attributes)));
        return names;
    }

    private String unique(String name) {
        int count = used.merge(name, 1, Integer::sum);
        return count == 1 ? name : name + "_" + count;
    }

    /** Adds a constant. */
    String floats(String name, double[] values, long... shape) {
        ByteBuffer bytes = ByteBuffer.allocate(4 * values.length).order(ByteOrder.LITTLE_ENDIAN);
        for (double value : values) {
            bytes.putFloat((float) value);
        }
        return constant(name, DataType.FLOAT, bytes, shape);
    }

    /** Adds a constant, each value rounded to float16. */
    String halves(String name, double[] values, long... shape) {
        ByteBuffer bytes = ByteBuffer.allocate(2 * values.length).order(ByteOrder.LITTLE_ENDIAN);
        for (double value : values) {
            bytes.putShort(Fp16Conversions.floatToFp16((float) value));
        }
        return constant(name, DataType.FLOAT16, bytes, shape);
    }

    /** Adds a conversion to another type. */
    String cast(String name, String input, DataType type) {
        return node("Cast", name, List.of(input), OnnxAttributes.integer("to", type.getNumber()));
    }

    /** Adds a constant of one dimension. */
    String longs(String name, long... values) {
        ByteBuffer bytes = ByteBuffer.allocate(8 * values.length).order(ByteOrder.LITTLE_ENDIAN);
        for (long value : values) {
            bytes.putLong(value);
        }
        return constant(name, DataType.INT64, bytes, values.length);
    }

    private String constant(String name, DataType type, ByteBuffer bytes, long... shape) {
        String unique = unique(name);
        TensorProto.Builder tensor = TensorProto.newBuilder()
                .setName(unique)
                .setDataType(type.getNumber())
                .setRawData(ByteString.copyFrom(bytes.flip()));
        for (long length : shape) {
            tensor.addDims(length);
        }
        graph.addInitializer(tensor);
        return unique;
    }

    /** The whole: float values of (N, ...) in and out. */
    GraphProto build(String input, long[] inputShape, String output, long[] outputShape) {
        return graph.addInput(value(input, inputShape))
                .addOutput(value(output, outputShape))
                .build();
    }

    private ValueInfoProto value(String name, long[] shape) {
        TensorShapeProto.Builder dimensions = TensorShapeProto.newBuilder();
        if (batch > 0) {
            dimensions.addDimBuilder().setDimValue(batch);
        } else {
            dimensions.addDimBuilder().setDimParam("N");
        }
        for (long length : shape) {
            dimensions.addDimBuilder().setDimValue(length);
        }
        TypeProto.Tensor.Builder tensor = TypeProto.Tensor.newBuilder()
                .setElemType(DataType.FLOAT.getNumber())
                .setShape(dimensions);
        return ValueInfoProto.newBuilder()
                .setName(name)
                .setType(TypeProto.newBuilder().setTensorType(tensor))
                .build();
    }
}
