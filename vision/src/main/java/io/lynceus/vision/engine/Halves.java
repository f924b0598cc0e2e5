package io.lynceus.vision.engine;

import ai.onnxruntime.platform.Fp16Conversions;
import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.nio.ShortBuffer;

/** Floats of 16 bits, to and from what the rest works with. */
final class Halves {
    private static final short[] OF_BYTE = new short[256];
    private static final short[] OF_UNIT = new short[256];
    private static final float[] VALUES = new float[1 << Short.SIZE];

    static {
        for (int i = 0; i < OF_BYTE.length; i++) {
            OF_BYTE[i] = Fp16Conversions.floatToFp16(i);
            OF_UNIT[i] = Fp16Conversions.floatToFp16(i / 255f);
        }
        for (int i = 0; i < VALUES.length; i++) {
            VALUES[i] = Fp16Conversions.fp16ToFloat((short) i);
        }
    }

    private Halves() {}

    /** Bytes 0..255 as 0..white, of so many from the start. */
    static void ofBytes(ByteBuffer bytes, int white, ShortBuffer halves, int count) {
        short[] values = white == 1 ? OF_UNIT : OF_BYTE;
        for (int i = 0; i < count; i++) {
            halves.put(i, values[bytes.get(i) & 0xff]);
        }
    }

    /** So many from the start. */
    static void toFloats(ShortBuffer halves, FloatBuffer floats, int count) {
        for (int i = 0; i < count; i++) {
            floats.put(i, VALUES[halves.get(i) & 0xffff]);
        }
    }
}
