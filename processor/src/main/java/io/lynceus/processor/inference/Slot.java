package io.lynceus.processor.inference;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.Map;

/** The memory of one inference: the input and output tensors, over direct buffers that are used again. One thread at a time. */
final class Slot implements AutoCloseable {
    private final FloatBuffer inputBuffer;
    private final FloatBuffer outputBuffer;
    private final OnnxTensor input;
    private final OnnxTensor output;
    private final ModelLayout layout;
    private final float[] values;

    Slot(OrtEnvironment environment, ModelLayout layout, int classes) throws OrtException {
        this.layout = layout;
        this.values = new float[(4 + classes) * layout.anchors()];
        this.inputBuffer = direct(3 * layout.width() * layout.height());
        this.outputBuffer = direct(values.length);
        this.input =
                OnnxTensor.createTensor(environment, inputBuffer, new long[] {1, 3, layout.height(), layout.width()});
        this.output = OnnxTensor.createTensor(environment, outputBuffer, new long[] {1, 4 + classes, layout.anchors()});
    }

    static FloatBuffer direct(int floats) {
        return ByteBuffer.allocateDirect(floats * Float.BYTES)
                .order(ByteOrder.nativeOrder())
                .asFloatBuffer();
    }

    /** Where the picture goes: planes R, G, B. */
    FloatBuffer input() {
        return inputBuffer;
    }

    /** Runs the network on the input; the output, valid until the next run. */
    float[] run(OrtSession session) throws OrtException {
        session.run(Map.of(layout.input(), input), Map.of(layout.output(), output))
                .close();
        outputBuffer.get(0, values);
        return values;
    }

    @Override
    public void close() {
        input.close();
        output.close();
    }
}
