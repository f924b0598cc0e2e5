package io.lynceus.trainer.evaluation;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtLoggingLevel;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.TensorInfo;
import io.lynceus.vision.RunError;
import io.lynceus.vision.UserError;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An ONNX file in ONNX Runtime, on all cores. Holds the session's native memory until closed. */
public final class OnnxPredictor implements Predictor {
    private final String file;
    private final OrtEnvironment environment;
    private final OrtSession session;
    private final OnnxLayout layout;
    private final List<String> classNames;
    private final @Nullable InputSize trainedSize;
    private FloatBuffer input = FloatBuffer.allocate(0);

    private OnnxPredictor(String file, OrtEnvironment environment, OrtSession session) throws OrtException {
        this.file = file;
        this.environment = environment;
        this.session = session;
        this.layout = OnnxLayout.of(session, file);
        Map<String, String> metadata = session.getMetadata().getCustomMetadata();
        this.classNames = OnnxMetadata.names(metadata.get("names"));
        this.trainedSize = OnnxMetadata.size(metadata.get("imgsz"));
    }

    /**
     * Loads the file.
     *
     * @throws UserError when it is missing, no ONNX, or not a detector of the ecosystem's layout
     */
    public static OnnxPredictor open(Path file) {
        if (!Files.isReadable(file)) {
            throw new UserError(file + ": no such file, or not readable");
        }
        try {
            OrtEnvironment environment =
                    OrtEnvironment.getEnvironment(OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL, "lynceus");
            OrtSession session;
            try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
                options.setSessionLogLevel(OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL);
                session = environment.createSession(file.toString(), options);
            }
            try {
                return new OnnxPredictor(file.toString(), environment, session);
            } catch (OrtException | RuntimeException e) {
                session.close();
                throw e;
            }
        } catch (OrtException e) {
            throw new UserError(file + ": not a model that ONNX Runtime can read: " + firstLine(e), e);
        }
    }

    @Override
    public List<String> classNames() {
        return classNames;
    }

    @Override
    public @Nullable InputSize fixedSize() {
        return layout.fixedSize();
    }

    @Override
    public @Nullable InputSize trainedSize() {
        return layout.fixedSize() != null ? layout.fixedSize() : trainedSize;
    }

    @Override
    public RawOutput predict(PictureBatch pictures) {
        int step = layout.batch() == 0 ? pictures.size() : layout.batch();
        float[] values = new float[0];
        int channels = 0;
        int anchors = 0;
        for (int first = 0; first < pictures.size(); first += step) {
            RawOutput part = run(pictures, first, step);
            int length = part.channels() * part.anchors();
            if (first == 0) {
                channels = part.channels();
                anchors = part.anchors();
                values = new float[pictures.size() * length];
            }
            int count = Math.min(step, pictures.size() - first);
            System.arraycopy(part.values(), 0, values, first * length, count * length);
        }
        return new RawOutput(pictures.size(), channels, anchors, values);
    }

    /** Runs {@code count} pictures from {@code first}; those beyond the batch are black. */
    private RawOutput run(PictureBatch pictures, int first, int count) {
        fill(pictures, first, count);
        long[] shape = {count, 3, pictures.height(), pictures.width()};
        try (OnnxTensor images = OnnxTensor.createTensor(environment, input, shape);
                OrtSession.Result result = session.run(Map.of(layout.input(), images))) {
            OnnxTensor output = (OnnxTensor) result.get(layout.output()).orElseThrow();
            long[] out = ((TensorInfo) output.getInfo()).getShape();
            FloatBuffer buffer = output.getFloatBuffer();
            float[] values = new float[buffer.remaining()];
            buffer.get(values);
            return new RawOutput(count, (int) out[1], (int) out[2], values);
        } catch (OrtException e) {
            throw new RunError(
                    file + ": ONNX Runtime failed on " + count + " pictures of " + pictures.width() + "x"
                            + pictures.height() + ": " + firstLine(e),
                    e);
        }
    }

    private void fill(PictureBatch pictures, int first, int count) {
        int length = 3 * pictures.height() * pictures.width();
        float[] floats = new float[count * length];
        int available = Math.min(count, pictures.size() - first) * length;
        byte[] planes = pictures.planes();
        for (int i = 0, from = first * length; i < available; i++, from++) {
            floats[i] = (planes[from] & 0xff) / 255f;
        }
        if (input.capacity() < floats.length) {
            input = ByteBuffer.allocateDirect(4 * floats.length)
                    .order(ByteOrder.nativeOrder())
                    .asFloatBuffer();
        }
        input.clear();
        input.put(floats).flip();
    }

    private static String firstLine(OrtException e) {
        String message = e.getMessage() == null ? e.toString() : e.getMessage();
        return message.lines().findFirst().orElse(message);
    }

    @Override
    public void close() {
        try {
            session.close();
        } catch (OrtException e) {
            throw new RunError(file + ": ONNX Runtime could not be closed: " + firstLine(e), e);
        }
    }
}
