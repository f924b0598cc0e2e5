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
import io.lynceus.vision.pixels.Pixels;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Input and output tensors of ONNX Runtime over native memory, one pair for each number of pictures that the model can
 * take. Of a model that gives floats of 16 bits, the output has memory of its own, from which a run converts.
 */
final class OnnxLane implements Lane {
    private final OrtSession session;
    private final List<NativeBuffer> memory = new ArrayList<>();
    private final ByteBuffer out;
    private final @Nullable ByteBuffer halfOut;
    private final int resultValues;
    private final HostTensors tensors;
    private final List<Map<String, OnnxTensor>> inputs = new ArrayList<>();
    private final List<Map<String, OnnxTensor>> outputs = new ArrayList<>();

    /**
     * @param answer what the model answers to a batch of that size
     * @throws io.lynceus.vision.UserError when a run of so many pictures takes more memory than a tensor can have here
     */
    OnnxLane(
            OrtEnvironment environment,
            OrtSession session,
            ModelLayout layout,
            InputSize size,
            Pixels pixels,
            Output answer,
            Head head,
            int batch) {
        this.session = session;
        int pictureBytes = layout.pictureBytes(size, batch);
        this.resultValues = layout.resultValues(answer, size, batch);
        try {
            ByteBuffer in = memory((long) batch * pictureBytes);
            this.out = memory((long) batch * resultValues * Float.BYTES);
            this.halfOut = answer.half() ? memory((long) batch * resultValues * Short.BYTES) : null;
            this.tensors = new HostTensors(in, pixels, size, batch, out, head);
            ByteBuffer given = halfOut == null ? out : halfOut;
            for (int n = layout.fixedBatch() ? batch : 1; n <= batch; n++) {
                inputs.add(tensor(
                        environment,
                        BlackRun.name(session),
                        in.slice(0, pictureBytes * n),
                        OnnxJavaType.UINT8,
                        layout.shape(n, size)));
                outputs.add(tensor(
                        environment,
                        answer.name(),
                        given.slice(0, given.capacity() / batch * n),
                        answer.half() ? OnnxJavaType.FLOAT16 : OnnxJavaType.FLOAT,
                        answer.shape(n)));
            }
        } catch (OrtException e) {
            close();
            throw new RunError("no memory for an inference: " + e.getMessage(), e);
        } catch (RuntimeException e) {
            close();
            throw e;
        }
    }

    private ByteBuffer memory(long bytes) {
        NativeBuffer buffer = new NativeBuffer(bytes);
        memory.add(buffer);
        return buffer.bytes();
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
        compute(pictures, 1);
        take(pictures);
    }

    @Override
    public void copy(int pictures) {
        take(pictures);
    }

    private void take(int pictures) {
        if (halfOut != null) {
            Halves.toFloats(halfOut.asShortBuffer(), out.asFloatBuffer(), pictures * resultValues);
        }
    }

    @Override
    public void compute(int pictures, int times) {
        // A model of a fixed batch has one size, and what is in the places that nobody took does no harm.
        int size = Math.min(pictures, inputs.size()) - 1;
        try {
            for (int i = 0; i < times; i++) {
                session.run(inputs.get(size), outputs.get(size)).close();
            }
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
        memory.forEach(NativeBuffer::close);
    }
}
