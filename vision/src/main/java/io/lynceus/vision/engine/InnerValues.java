package io.lynceus.vision.engine;

import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OnnxValue;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtLoggingLevel;
import ai.onnxruntime.OrtSession;
import io.lynceus.vision.Reason;
import io.lynceus.vision.RunError;
import io.lynceus.vision.UserError;
import io.lynceus.vision.model.InputSize;
import io.lynceus.vision.model.ModelFile;
import io.lynceus.vision.pixels.PictureSource;
import io.lynceus.vision.pixels.Pixels;
import io.lynceus.vision.pixels.Slot;
import java.io.IOException;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a network computes on its way: the numbers of each of its outputs, whatever they are, on one picture at a time.
 * On the cores, by one thread; holds the network's native memory until closed.
 */
public final class InnerValues implements AutoCloseable {
    private final OrtEnvironment environment;
    private final OrtSession session;
    private final NativeBuffer memory;
    private final Slot slot;
    private final Map<String, OnnxTensor> input;

    /**
     * @param model a detector that takes float32, with what is to be looked at among its outputs
     * @param asWritten whether each node is run by itself, as it is written down; otherwise as fast as can be
     * @throws UserError when ONNX Runtime cannot run it, or it takes something else than float32
     */
    public InnerValues(byte[] model, String name, InputSize size, boolean asWritten) {
        ModelFile file = new ModelFile(name, model);
        ModelLayout layout = ModelLayout.of(file);
        if (layout.takesBytes() || layout.half()) {
            throw new UserError(
                    "the model " + name + " takes " + layout.own().type() + ", wanted: one that takes float32");
        }
        OnnxLibrary.unpack();
        environment = OrtEnvironment.getEnvironment(OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL);
        try (OrtSession.SessionOptions options = new OrtSession.SessionOptions();
                NativeBuffer given = NativeBuffer.of(file.takingBytes(layout.own(), Pixels.RGB.white()))) {
            options.setIntraOpNumThreads(Runtime.getRuntime().availableProcessors());
            options.addConfigEntry("session.intra_op.allow_spinning", "0");
            if (asWritten) {
                options.setOptimizationLevel(OrtSession.SessionOptions.OptLevel.NO_OPT);
            }
            session = environment.createSession(given.bytes(), options);
        } catch (OrtException e) {
            throw cannotRun(name, e);
        }
        try {
            int pictures = Math.max(1, layout.batch());
            memory = new NativeBuffer(pictures * Slot.bytes(size.width(), size.height()));
            slot = new Slot(memory.bytes(), size.width(), size.height());
            input = Map.of(
                    BlackRun.name(session),
                    OnnxTensor.createTensor(
                            environment, memory.bytes(), layout.shape(pictures, size), OnnxJavaType.UINT8));
        } catch (OrtException e) {
            throw cannotRun(name, e);
        }
    }

    /** The numbers of each output by its name, in Java memory. Outputs that are not of float32 are left out. */
    public Map<String, float[]> of(PictureSource picture) {
        picture.into(slot);
        Map<String, float[]> values = new LinkedHashMap<>();
        try (OrtSession.Result result = session.run(input)) {
            for (Map.Entry<String, OnnxValue> output : result) {
                FloatBuffer numbers = output.getValue() instanceof OnnxTensor tensor ? tensor.getFloatBuffer() : null;
                if (numbers != null) {
                    float[] array = new float[numbers.remaining()];
                    numbers.get(array);
                    values.put(output.getKey(), array);
                }
            }
            return values;
        } catch (OrtException e) {
            throw new RunError("ONNX Runtime failed on a picture: " + OnnxEngine.firstLine(e), e);
        }
    }

    /**
     * The same model with what is constant worked out, norms folded into the convolutions before them, and the shapes
     * of what lies between its nodes written down where they are known.
     *
     * @throws UserError when ONNX Runtime cannot read it
     */
    public static byte[] folded(byte[] model, String name) {
        OnnxLibrary.unpack();
        OrtEnvironment environment = OrtEnvironment.getEnvironment(OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL);
        Path file = null;
        try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
            file = Files.createTempFile("lynceus-folded", ".onnx");
            options.setOptimizationLevel(OrtSession.SessionOptions.OptLevel.BASIC_OPT);
            options.setOptimizedModelFilePath(file.toString());
            environment.createSession(model, options).close();
            return Files.readAllBytes(file);
        } catch (OrtException e) {
            throw cannotRun(name, e);
        } catch (IOException e) {
            throw new RunError("cannot write a temporary file: " + Reason.of(e), e);
        } finally {
            delete(file);
        }
    }

    private static void delete(@Nullable Path file) {
        try {
            if (file != null) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            // nothing depends on it
        }
    }

    private static UserError cannotRun(String name, OrtException e) {
        return new UserError("ONNX Runtime cannot run the model " + name + ": " + OnnxEngine.firstLine(e), e);
    }

    @Override
    public void close() {
        input.values().forEach(OnnxTensor::close);
        memory.close();
        try {
            session.close();
        } catch (OrtException e) {
            throw new RunError("ONNX Runtime did not close: " + e.getMessage(), e);
        }
    }
}
