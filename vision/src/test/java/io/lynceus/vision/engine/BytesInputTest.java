package io.lynceus.vision.engine;

import static org.assertj.core.api.Assertions.assertThat;

import ai.onnx.proto.OnnxMl;
import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.platform.Fp16Conversions;
import io.lynceus.vision.model.ModelFile;
import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class BytesInputTest {
    private static final int BYTES = 256;

    @Test
    void floatsAreTheBytesDividedBy255ToTheLastBit() throws OrtException {
        float[] given = given(DataType.FLOAT, 1);
        for (int i = 0; i < BYTES; i++) {
            assertThat(given[i]).isEqualTo(i / 255f);
        }
    }

    @Test
    void aNetworkThatTakesWhiteAs255GetsTheBytesAsTheyAre() throws OrtException {
        float[] floats = given(DataType.FLOAT, 255);
        float[] halves = given(DataType.FLOAT16, 255);
        for (int i = 0; i < BYTES; i++) {
            assertThat(floats[i]).isEqualTo(i);
            assertThat(halves[i]).isEqualTo(i);
        }
    }

    @Test
    void floatsOfSixteenBitsAreTheNearestOfThoseFloats() throws OrtException {
        float[] given = given(DataType.FLOAT16, 1);
        for (int i = 0; i < BYTES; i++) {
            assertThat(given[i]).isEqualTo(Fp16Conversions.fp16ToFloat(Fp16Conversions.floatToFp16(i / 255f)));
        }
    }

    /** A large model is in Java's memory once. */
    @Test
    void ofAModelOnlyItsInputIsCopied() {
        byte[] model = echo(DataType.FLOAT);
        ModelFile file = new ModelFile("echo.onnx", model);
        List<ByteBuffer> parts = file.takingBytes(file.facts().inputs().get(0), 1);
        int before = parts.stream()
                .filter(part -> part.array() == model)
                .mapToInt(ByteBuffer::remaining)
                .sum();
        assertThat(before).isGreaterThan(model.length / 2);
    }

    /** What a model that answers with its input says to each of the bytes. */
    private static float[] given(DataType type, int white) throws OrtException {
        ModelFile file = new ModelFile("echo.onnx", echo(type));
        ByteBuffer bytes = ByteBuffer.allocateDirect(BYTES);
        for (int i = 0; i < BYTES; i++) {
            bytes.put(i, (byte) i);
        }
        OnnxLibrary.unpack();
        OrtEnvironment environment = OrtEnvironment.getEnvironment();
        try (NativeBuffer taking =
                        NativeBuffer.of(file.takingBytes(file.facts().inputs().get(0), white));
                OrtSession.SessionOptions options = new OrtSession.SessionOptions();
                OrtSession session = environment.createSession(taking.bytes(), options);
                OnnxTensor input =
                        OnnxTensor.createTensor(environment, bytes, new long[] {1, 1, 16, 16}, OnnxJavaType.UINT8);
                OrtSession.Result result = session.run(Map.of("images.bytes", input))) {
            FloatBuffer floats = ((OnnxTensor) result.get(0)).getFloatBuffer();
            float[] given = new float[floats.remaining()];
            floats.get(given);
            return given;
        }
    }

    private static byte[] echo(DataType type) {
        return OnnxMl.ModelProto.newBuilder()
                .setIrVersion(8)
                .addOpsetImport(OnnxMl.OperatorSetIdProto.newBuilder().setVersion(17))
                .setGraph(OnnxMl.GraphProto.newBuilder()
                        .setName("echo")
                        .addNode(OnnxMl.NodeProto.newBuilder()
                                .setOpType("Identity")
                                .addInput("images")
                                .addOutput("same"))
                        .addInput(value("images", type))
                        .addOutput(value("same", type)))
                .build()
                .toByteArray();
    }

    /** Of a shape that is a number and three names. */
    private static OnnxMl.ValueInfoProto value(String name, DataType type) {
        OnnxMl.TensorShapeProto.Builder shape = OnnxMl.TensorShapeProto.newBuilder();
        shape.addDimBuilder().setDimValue(1);
        for (String side : new String[] {"c", "h", "w"}) {
            shape.addDimBuilder().setDimParam(side);
        }
        OnnxMl.ValueInfoProto.Builder value = OnnxMl.ValueInfoProto.newBuilder().setName(name);
        value.getTypeBuilder()
                .getTensorTypeBuilder()
                .setElemType(type.getNumber())
                .setShape(shape);
        return value.build();
    }
}
