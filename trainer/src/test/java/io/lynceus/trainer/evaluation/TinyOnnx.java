package io.lynceus.trainer.evaluation;

import ai.onnx.proto.OnnxMl;
import com.google.protobuf.ByteString;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** A "detector" of one node that lays the input's values out anew: the output is (N, channels, the rest). */
public final class TinyOnnx {
    private TinyOnnx() {}

    /**
     * Writes it.
     *
     * @param input N, channels, height, width; 0 for a free dimension
     * @param channels of the output
     */
    public static Path write(Path file, long[] input, long channels, Map<String, String> metadata) throws IOException {
        ByteBuffer shape = ByteBuffer.allocate(24).order(ByteOrder.LITTLE_ENDIAN);
        shape.putLong(0).putLong(channels).putLong(-1);
        OnnxMl.GraphProto.Builder graph = OnnxMl.GraphProto.newBuilder()
                .setName("tiny")
                .addInput(value("images", input))
                .addOutput(value("output0", new long[] {0, channels, 0}))
                .addInitializer(OnnxMl.TensorProto.newBuilder()
                        .setName("shape")
                        .setDataType(OnnxMl.TensorProto.DataType.INT64_VALUE)
                        .addDims(3)
                        .setRawData(ByteString.copyFrom(shape.array())))
                .addNode(OnnxMl.NodeProto.newBuilder()
                        .setOpType("Reshape")
                        .addInput("images")
                        .addInput("shape")
                        .addOutput("output0"));
        OnnxMl.ModelProto.Builder model = OnnxMl.ModelProto.newBuilder()
                .setIrVersion(8)
                .addOpsetImport(OnnxMl.OperatorSetIdProto.newBuilder().setVersion(17))
                .setGraph(graph);
        metadata.forEach((key, text) -> model.addMetadataProps(
                OnnxMl.StringStringEntryProto.newBuilder().setKey(key).setValue(text)));
        Files.write(file, model.build().toByteArray());
        return file;
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
