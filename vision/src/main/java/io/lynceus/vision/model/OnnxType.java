package io.lynceus.vision.model;

import java.util.function.DoubleConsumer;
import org.jspecify.annotations.Nullable;

/** The types of an ONNX constant's values, in the order of their numbers in onnx.proto. */
enum OnnxType {
    FLOAT(32),
    UINT8(8),
    INT8(8),
    UINT16(16),
    INT16(16),
    INT32(32),
    INT64(64),
    STRING(0),
    BOOL(8),
    FLOAT16(16),
    DOUBLE(64),
    UINT32(32),
    UINT64(64),
    COMPLEX64(64),
    COMPLEX128(128),
    BFLOAT16(16),
    FLOAT8E4M3FN(8),
    FLOAT8E4M3FNUZ(8),
    FLOAT8E5M2(8),
    FLOAT8E5M2FNUZ(8),
    UINT4(4),
    INT4(4),
    FLOAT4E2M1(4),
    FLOAT8E8M0(8);

    private final int bits;

    /** @param bits of a value; 0 for values of any length */
    OnnxType(int bits) {
        this.bits = bits;
    }

    static @Nullable OnnxType of(int number) {
        return number < 1 || number > values().length ? null : values()[number - 1];
    }

    /**
     * Of so many values, one after the other; never so many for values of any length, which lie in fields of their own.
     */
    double bytes(double count) {
        return this == STRING ? -1 : Math.ceil(count * bits / Byte.SIZE);
    }

    /** Of so many values in a field of numbers. */
    double numbers(double count) {
        return switch (this) {
            case COMPLEX64, COMPLEX128 -> 2 * count;
            case UINT4, INT4, FLOAT4E2M1 -> Math.ceil(count / 2);
            default -> count;
        };
    }

    /** What shapes and sizes are of; no others. */
    void read(Protobuf raw, DoubleConsumer each) {
        if (this == INT64) {
            raw.littleEndian(Long.BYTES, each::accept);
        } else if (this == INT32) {
            raw.littleEndian(Integer.BYTES, each::accept);
        } else if (this == FLOAT) {
            raw.littleEndian(Float.BYTES, value -> each.accept(Float.intBitsToFloat((int) value)));
        }
    }
}
