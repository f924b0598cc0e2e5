package io.lynceus.trainer.quantise;

import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import com.google.protobuf.ByteString;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;

/** Constants of a graph, from and to numbers in C order. */
final class Tensors {
    private Tensors() {}

    /** The numbers of a constant of float32, whichever way they are written. */
    static float[] floats(TensorProto tensor) {
        if (tensor.getRawData().isEmpty()) {
            float[] values = new float[tensor.getFloatDataCount()];
            for (int i = 0; i < values.length; i++) {
                values[i] = tensor.getFloatData(i);
            }
            return values;
        }
        ByteBuffer raw = tensor.getRawData().asReadOnlyByteBuffer().order(ByteOrder.LITTLE_ENDIAN);
        float[] values = new float[raw.remaining() / Float.BYTES];
        raw.asFloatBuffer().get(values);
        return values;
    }

    /** The numbers of a constant of int64. */
    static long[] longs(TensorProto tensor) {
        if (tensor.getRawData().isEmpty()) {
            return tensor.getInt64DataList().stream().mapToLong(Long::longValue).toArray();
        }
        ByteBuffer raw = tensor.getRawData().asReadOnlyByteBuffer().order(ByteOrder.LITTLE_ENDIAN);
        long[] values = new long[raw.remaining() / Long.BYTES];
        raw.asLongBuffer().get(values);
        return values;
    }

    static TensorProto ofFloats(String name, List<Long> shape, float... values) {
        ByteBuffer bytes = buffer(Float.BYTES * values.length);
        bytes.asFloatBuffer().put(values);
        return tensor(name, DataType.FLOAT, shape, bytes);
    }

    static TensorProto ofInts(String name, List<Long> shape, int... values) {
        ByteBuffer bytes = buffer(Integer.BYTES * values.length);
        bytes.asIntBuffer().put(values);
        return tensor(name, DataType.INT32, shape, bytes);
    }

    static TensorProto ofLongs(String name, long... values) {
        ByteBuffer bytes = buffer(Long.BYTES * values.length);
        bytes.asLongBuffer().put(values);
        return tensor(name, DataType.INT64, List.of((long) values.length), bytes);
    }

    /** @param type uint8 or int8 */
    static TensorProto ofBytes(String name, DataType type, List<Long> shape, byte... values) {
        return tensor(name, type, shape, ByteBuffer.wrap(values));
    }

    private static ByteBuffer buffer(int bytes) {
        return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    private static TensorProto tensor(String name, DataType type, List<Long> shape, ByteBuffer bytes) {
        return TensorProto.newBuilder()
                .setName(name)
                .setDataType(type.getNumber())
                .addAllDims(shape)
                .setRawData(ByteString.copyFrom(bytes))
                .build();
    }
}
