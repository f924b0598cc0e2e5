package io.lynceus.vision.engine;

import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import io.lynceus.vision.RunError;
import io.lynceus.vision.boxes.Candidates;
import io.lynceus.vision.model.InputSize;
import io.lynceus.vision.pixels.Letterbox;
import io.lynceus.vision.pixels.PictureSource;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Input and output tensors of ONNX Runtime over native memory, one pair for each number of pictures that the model can
 * take.
 */
final class OnnxLane implements Lane {
    private final OrtSession session;
    private final NativeBuffer input;
    private final NativeBuffer output;
    private final HostTensors tensors;
    private final List<Map<String, OnnxTensor>> inputs = new ArrayList<>();
    private final List<Map<String, OnnxTensor>> outputs = new ArrayList<>();

    /**
     * @throws io.lynceus.vision.UserError when a run of so many pictures takes more memory than a tensor can have here
     */
    OnnxLane(OrtEnvironment environment, OrtSession session, ModelLayout layout, InputSize size, Head head, int batch) {
        this.session = session;
        long picture = layout.pictureBytes(size, batch);
        long result = layout.resultBytes(size, head.classes(), batch);
        this.input = new NativeBuffer(batch * picture);
        this.output = new NativeBuffer(batch * result);
        ByteBuffer in = input.bytes();
        ByteBuffer out = output.bytes();
        this.tensors = new HostTensors(in, layout.element(), size, batch, out, head);
        try {
            for (int n = layout.fixedBatch() ? batch : 1; n <= batch; n++) {
                inputs.add(tensor(
                        environment,
                        layout.input(),
                        in.slice(0, (int) (n * picture)),
                        layout.type(),
                        layout.inputShape(n, size)));
                outputs.add(tensor(
                        environment,
                        layout.output(),
                        out.slice(0, (int) (n * result)),
                        OnnxJavaType.FLOAT,
                        layout.outputShape(n, size, head.classes())));
            }
        } catch (OrtException e) {
            close();
            throw new RunError("no memory for an inference: " + e.getMessage(), e);
        }
    }

    private static Map<String, OnnxTensor> tensor(
            OrtEnvironment environment, String name, ByteBuffer memory, OnnxJavaType type, long[] shape)
            throws OrtException {
        return Map.of(name, OnnxTensor.createTensor(environment, memory.order(ByteOrder.nativeOrder()), shape, type));
    }

    @Override
    public Letterbox write(int place, PictureSource picture) {
        return tensors.write(place, picture);
    }

    @Override
    public void run(int pictures) {
        // A model of a fixed batch has one size, and what is in the places that nobody took does no harm.
        int size = Math.min(pictures, inputs.size()) - 1;
        try {
            session.run(inputs.get(size), outputs.get(size)).close();
        } catch (OrtException e) {
            throw new RunError("ONNX Runtime failed on a frame: " + OnnxEngine.firstLine(e), e);
        }
    }

    @Override
    public Candidates read(int place, float least) {
        return tensors.read(place, least);
    }

    @Override
    public void close() {
        inputs.forEach(named -> named.values().forEach(OnnxTensor::close));
        outputs.forEach(named -> named.values().forEach(OnnxTensor::close));
        input.close();
        output.close();
    }
}
