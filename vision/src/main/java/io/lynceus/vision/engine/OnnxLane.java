package io.lynceus.vision.engine;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import io.lynceus.vision.RunError;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Input and output tensors of ONNX Runtime over direct buffers, one pair for each number of pictures that the model can take. */
final class OnnxLane implements Lane {
    private final OrtSession session;
    private final FloatBuffer input;
    private final FloatBuffer output;
    private final List<Map<String, OnnxTensor>> inputs = new ArrayList<>();
    private final List<Map<String, OnnxTensor>> outputs = new ArrayList<>();

    OnnxLane(OrtEnvironment environment, OrtSession session, ModelLayout layout, int classes, int batch) {
        this.session = session;
        int picture = 3 * layout.width() * layout.height();
        int result = (4 + classes) * layout.anchors();
        this.input = direct(batch * picture);
        this.output = direct(batch * result);
        try {
            for (int n = layout.fixedBatch() ? batch : 1; n <= batch; n++) {
                long[] in = {n, 3, layout.height(), layout.width()};
                long[] out = {n, 4 + classes, layout.anchors()};
                inputs.add(
                        Map.of(layout.input(), OnnxTensor.createTensor(environment, input.slice(0, n * picture), in)));
                outputs.add(Map.of(
                        layout.output(), OnnxTensor.createTensor(environment, output.slice(0, n * result), out)));
            }
        } catch (OrtException e) {
            close();
            throw new RunError("no memory for an inference: " + e.getMessage(), e);
        }
    }

    static FloatBuffer direct(int floats) {
        return ByteBuffer.allocateDirect(floats * Float.BYTES)
                .order(ByteOrder.nativeOrder())
                .asFloatBuffer();
    }

    @Override
    public FloatBuffer input() {
        return input;
    }

    @Override
    public void run(int pictures) {
        // A model of a fixed batch has one size, and what is in the places that nobody took does no harm.
        int size = Math.min(pictures, inputs.size()) - 1;
        try {
            session.run(inputs.get(size), outputs.get(size)).close();
        } catch (OrtException e) {
            throw new RunError("ONNX Runtime failed on a frame: " + e.getMessage(), e);
        }
    }

    @Override
    public FloatBuffer output() {
        return output;
    }

    @Override
    public void close() {
        inputs.forEach(tensors -> tensors.values().forEach(OnnxTensor::close));
        outputs.forEach(tensors -> tensors.values().forEach(OnnxTensor::close));
    }
}
