package io.lynceus.trainer.export;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import io.lynceus.trainer.model.Network;
import io.lynceus.vision.RunError;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.Map;
import java.util.SplittableRandom;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;

/**
 * How far an exported file, run by ONNX Runtime, is from its network on the same random pictures.
 *
 * @param boxes largest difference of a box coordinate, in input pixels
 * @param scores largest difference of a score
 */
public record Parity(float boxes, float scores) {
    private static final float BOXES = 1e-2f;
    private static final float SCORES = 1e-4f;

    /** Float16 has 11 bits, where float32 has 24; rounding adds up over some hundred layers. */
    private static final float HALF_BOXES = 4;

    private static final float HALF_SCORES = 2e-2f;

    private static final int PICTURES = 2;

    /** Whether both are small enough to be rounding. */
    boolean holds(boolean half) {
        return boxes < (half ? HALF_BOXES : BOXES) && scores < (half ? HALF_SCORES : SCORES);
    }

    static Parity measure(Network network, Path file, ExportOptions options) {
        int pictures = options.batch() == 0 ? PICTURES : options.batch();
        long[] shape = {pictures, 3, options.height(), options.width()};
        float[] images = noise(pictures * 3 * options.height() * options.width());
        float[] expected = torch(network, images, shape);
        float[] actual = onnx(file, images, shape);
        if (actual.length != expected.length) {
            throw new RunError("the exported model gives " + actual.length + " values, not " + expected.length);
        }
        int channels = 4 + network.classes();
        int anchors = expected.length / pictures / channels;
        float boxes = 0;
        float scores = 0;
        for (int i = 0; i < expected.length; i++) {
            float difference = Math.abs(actual[i] - expected[i]);
            difference = Float.isNaN(difference) ? Float.POSITIVE_INFINITY : difference;
            if (i / anchors % channels < 4) {
                boxes = Math.max(boxes, difference);
            } else {
                scores = Math.max(scores, difference);
            }
        }
        return new Parity(boxes, scores);
    }

    private static float[] noise(int count) {
        SplittableRandom random = new SplittableRandom(1);
        float[] values = new float[count];
        for (int i = 0; i < count; i++) {
            values[i] = (float) random.nextDouble();
        }
        return values;
    }

    private static float[] torch(Network network, float[] images, long[] shape) {
        try (PointerScope scope = new PointerScope()) {
            Tensor decoded = network.predict(Tensor.create(images).view(shape)).contiguous();
            float[] values = new float[(int) decoded.numel()];
            decoded.data_ptr_float().get(values);
            return values;
        }
    }

    private static float[] onnx(Path file, float[] images, long[] shape) {
        OrtEnvironment environment = OrtEnvironment.getEnvironment();
        try (OrtSession.SessionOptions options = new OrtSession.SessionOptions();
                OrtSession session = environment.createSession(file.toString(), options);
                OnnxTensor input = OnnxTensor.createTensor(environment, FloatBuffer.wrap(images), shape);
                OrtSession.Result result = session.run(Map.of(OnnxExporter.INPUT, input))) {
            FloatBuffer output = ((OnnxTensor) result.get(0)).getFloatBuffer();
            float[] values = new float[output.remaining()];
            output.get(values);
            return values;
        } catch (OrtException e) {
            throw new RunError("ONNX Runtime does not run the exported model: " + e.getMessage(), e);
        }
    }
}
