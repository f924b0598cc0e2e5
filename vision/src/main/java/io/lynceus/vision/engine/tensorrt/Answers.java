package io.lynceus.vision.engine.tensorrt;

import org.bytedeco.tensorrt.global.nvinfer.DataType;
import org.bytedeco.tensorrt.global.nvinfer.TensorIOMode;

/**
 * What TensorRT answers with a member of an enum. The presets make a new object for each such answer and set its value
 * only: {@code ==} with a constant never holds and {@code switch} always takes the first one, until {@code intern()}
 * has looked the constant up.
 */
final class Answers {
    private Answers() {}

    static boolean isInput(TensorIOMode answer) {
        return answer.intern() == TensorIOMode.kINPUT;
    }

    static boolean is(DataType wanted, DataType answer) {
        return answer.intern() == wanted;
    }

    /** Bytes of one value of what goes into a network: uint8, float16 or float32. */
    static int bytes(DataType answer) {
        return switch (answer.intern()) {
            case kUINT8 -> 1;
            case kHALF -> 2;
            default -> Float.BYTES;
        };
    }
}
