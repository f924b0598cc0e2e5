package io.lynceus.vision.engine;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtLoggingLevel;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.TensorInfo;
import io.lynceus.vision.RunError;
import io.lynceus.vision.UserError;
import io.lynceus.vision.model.ClassNames;
import io.lynceus.vision.model.Model;
import io.lynceus.vision.model.ModelFile;
import java.util.Map;

/** Runs a model in ONNX Runtime on the processor's cores. */
public final class OnnxEngine implements Engine {
    private static final String ENGINE = "onnxruntime-cpu";

    private final OrtEnvironment environment;
    private final OrtSession session;
    private final ModelLayout layout;
    private final Model model;
    private final Map<String, String> metadata;
    private final int batch;
    private final int lanes;

    /**
     * Loads the model and runs it once on a grey picture, so that what is wrong with it shows now.
     *
     * @throws UserError when the file is not an ONNX model of the right layout
     */
    public static OnnxEngine open(ModelFile file, DetectorSettings settings) {
        // What goes wrong comes back as an exception; the runtime's own messages would only repeat it.
        OrtEnvironment environment = OrtEnvironment.getEnvironment(OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL);
        OrtSession session = session(environment, file, settings);
        try {
            ModelLayout layout = ModelLayout.of(session, file.name(), settings.imageSize());
            Parallelism parallelism = settings.parallelism();
            int batch = layout.fixedBatch() ? layout.batch() : parallelism.batch();
            int classes = layout.classes(outputShape(environment, session, layout, batch, file), batch, file.name());
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
            return new OnnxEngine(environment, session, layout, model, metadata, batch, parallelism.lanes());
        } catch (OrtException | RuntimeException e) {
            try {
                session.close();
            } catch (OrtException again) {
                e.addSuppressed(again);
            }
            throw e instanceof RuntimeException known ? known : failed(file, e);
        }
    }

    private OnnxEngine(
            OrtEnvironment environment,
            OrtSession session,
            ModelLayout layout,
            Model model,
            Map<String, String> metadata,
            int batch,
            int lanes) {
        this.environment = environment;
        this.session = session;
        this.layout = layout;
        this.model = model;
        this.metadata = Map.copyOf(metadata);
        this.batch = batch;
        this.lanes = lanes;
    }

    private static OrtSession session(OrtEnvironment environment, ModelFile file, DetectorSettings settings) {
        try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
            options.setIntraOpNumThreads(settings.parallelism().threads());
            // Threads that spin while they wait take the cores from decoding.
            options.addConfigEntry("session.intra_op.allow_spinning", "0");
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
            OrtEnvironment environment, OrtSession session, ModelLayout layout, int batch, ModelFile file)
            throws OrtException {
        long[] shape = {batch, 3, layout.height(), layout.width()};
        try (OnnxTensor grey = OnnxTensor.createTensor(
                        environment, OnnxLane.direct(batch * 3 * layout.height() * layout.width()), shape);
                OrtSession.Result result = session.run(Map.of(layout.input(), grey))) {
            return ((TensorInfo) result.get(layout.output()).orElseThrow().getInfo()).getShape();
        } catch (OrtException e) {
            throw failed(file, e);
        }
    }

    @Override
    public Map<String, String> metadata() {
        return metadata;
    }

    @Override
    public Model model() {
        return model;
    }

    @Override
    public int batch() {
        return batch;
    }

    @Override
    public int lanes() {
        return lanes;
    }

    @Override
    public Lane lane() {
        return new OnnxLane(environment, session, layout, model.names().size(), batch);
    }

    @Override
    public void close() {
        try {
            session.close();
        } catch (OrtException e) {
            throw new RunError("ONNX Runtime did not close: " + e.getMessage(), e);
        }
    }
}
