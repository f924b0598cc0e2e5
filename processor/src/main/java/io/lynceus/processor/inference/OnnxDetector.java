package io.lynceus.processor.inference;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtLoggingLevel;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.TensorInfo;
import io.lynceus.processor.config.RunError;
import io.lynceus.processor.config.UserError;
import io.lynceus.processor.decode.DecodedFrame;
import io.lynceus.processor.decode.Letterbox;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Runs a model in ONNX Runtime on the processor's cores. Threads that call {@link #detect} at once run side by side, each on its own
 * slot of memory; slots are native memory of the detector, kept until it is closed.
 */
public final class OnnxDetector implements Detector {
    private static final String ENGINE = "onnxruntime-cpu";

    private final OrtEnvironment environment;
    private final OrtSession session;
    private final ModelLayout layout;
    private final Model model;
    private final Map<String, String> metadata;
    private final ArrayDeque<Slot> idle = new ArrayDeque<>();
    private boolean closed;

    /**
     * Loads the model and runs it once on a grey picture, so that what is wrong with it shows now.
     *
     * @throws UserError when the file is not an ONNX model of the right layout
     */
    public static OnnxDetector open(ModelFile file, DetectorSettings settings) {
        // What goes wrong comes back as an exception; the runtime's own messages would only repeat it.
        OrtEnvironment environment = OrtEnvironment.getEnvironment(OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL);
        OrtSession session = session(environment, file, settings);
        try {
            ModelLayout layout = ModelLayout.of(session, file.name(), settings.imageSize());
            int classes = layout.classes(outputShape(environment, session, layout, file), file.name());
            Map<String, String> metadata = session.getMetadata().getCustomMetadata();
            Model model = new Model(
                    metadata.getOrDefault("name", file.stem()),
                    metadata.getOrDefault("version", "unknown"),
                    file.sha256(),
                    ENGINE,
                    metadata.getOrDefault("precision", "fp32"),
                    layout.width(),
                    layout.height(),
                    ClassNames.resolve(settings.names(), metadata.get("names"), classes, file.name()),
                    settings.scoreThreshold(),
                    settings.iouThreshold());
            return new OnnxDetector(environment, session, layout, model, metadata);
        } catch (OrtException | RuntimeException e) {
            try {
                session.close();
            } catch (OrtException again) {
                e.addSuppressed(again);
            }
            throw e instanceof RuntimeException known ? known : failed(file, e);
        }
    }

    private OnnxDetector(
            OrtEnvironment environment,
            OrtSession session,
            ModelLayout layout,
            Model model,
            Map<String, String> metadata) {
        this.environment = environment;
        this.session = session;
        this.layout = layout;
        this.model = model;
        this.metadata = Map.copyOf(metadata);
    }

    private static OrtSession session(OrtEnvironment environment, ModelFile file, DetectorSettings settings) {
        try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
            options.setIntraOpNumThreads(settings.threads());
            options.setInterOpNumThreads(1);
            return environment.createSession(file.bytes(), options);
        } catch (OrtException e) {
            switch (e.getCode()) {
                case ORT_INVALID_PROTOBUF, ORT_INVALID_ARGUMENT, ORT_NO_MODEL ->
                    throw new UserError("not an ONNX model: " + file.name(), e);
                default -> throw failed(file, e);
            }
        }
    }

    private static UserError failed(ModelFile file, Exception e) {
        String message = String.valueOf(e.getMessage()).lines().findFirst().orElse("");
        return new UserError("ONNX Runtime cannot run the model " + file.name() + ": " + message, e);
    }

    private static long[] outputShape(
            OrtEnvironment environment, OrtSession session, ModelLayout layout, ModelFile file) throws OrtException {
        long[] shape = {1, 3, layout.height(), layout.width()};
        try (OnnxTensor grey =
                        OnnxTensor.createTensor(environment, Slot.direct(3 * layout.height() * layout.width()), shape);
                OrtSession.Result result = session.run(Map.of(layout.input(), grey))) {
            return ((TensorInfo) result.get(layout.output()).orElseThrow().getInfo()).getShape();
        } catch (OrtException e) {
            throw failed(file, e);
        }
    }

    /** All that the model file says about itself, such as how it was trained and what AP it reached. */
    public Map<String, String> metadata() {
        return metadata;
    }

    @Override
    public Model model() {
        return model;
    }

    @Override
    public List<Detection> detect(DecodedFrame frame) {
        Slot slot = take();
        try {
            Letterbox box = frame.letterboxInto(slot.input(), layout.width(), layout.height());
            float[] output = slot.run(session);
            List<Candidate> candidates =
                    Nms.candidates(output, model.names().size(), layout.anchors(), model.scoreThreshold());
            return Nms.suppress(candidates, model.iouThreshold()).stream()
                    .map(candidate -> detection(candidate, box))
                    .toList();
        } catch (OrtException e) {
            throw new RunError("ONNX Runtime failed on a frame: " + e.getMessage(), e);
        } finally {
            giveBack(slot);
        }
    }

    private Detection detection(Candidate candidate, Letterbox box) {
        return new Detection(
                candidate.classId(),
                model.names().get(candidate.classId()),
                candidate.score(),
                box.toSourceX(candidate.x1()),
                box.toSourceY(candidate.y1()),
                box.toSourceX(candidate.x2()),
                box.toSourceY(candidate.y2()));
    }

    private Slot take() {
        @Nullable Slot slot;
        synchronized (idle) {
            if (closed) {
                throw new IllegalStateException("the detector is closed");
            }
            slot = idle.pollLast();
        }
        if (slot != null) {
            return slot;
        }
        try {
            return new Slot(environment, layout, model.names().size());
        } catch (OrtException e) {
            throw new RunError("no memory for an inference: " + e.getMessage(), e);
        }
    }

    private void giveBack(Slot slot) {
        synchronized (idle) {
            if (closed) {
                slot.close();
            } else {
                idle.addLast(slot);
            }
        }
    }

    /** Frees the network and its memory; no thread may be in {@link #detect}. */
    @Override
    public void close() {
        synchronized (idle) {
            if (closed) {
                return;
            }
            closed = true;
            idle.forEach(Slot::close);
            idle.clear();
        }
        try {
            session.close();
        } catch (OrtException e) {
            throw new RunError("ONNX Runtime did not close: " + e.getMessage(), e);
        }
    }
}
