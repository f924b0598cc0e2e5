package io.lynceus.vision.engine;

import ai.onnxruntime.platform.Fp16Conversions;
import java.nio.FloatBuffer;
import java.nio.ShortBuffer;

/** Floats of 16 bits, as what the rest works with. */
final class Halves {
    private static final float[] VALUES = new float[1 << Short.SIZE];

    static {
        for (int i = 0; i < VALUES.length; i++) {
            VALUES[i] = Fp16Conversions.fp16ToFloat((short) i);
        }
    }

    private Halves() {}

    /** So many from the start. */
    static void toFloats(ShortBuffer halves, FloatBuffer floats, int count) {
        for (int i = 0; i < count; i++) {
            floats.put(i, VALUES[halves.get(i) & 0xffff]);
        }
    }
}
