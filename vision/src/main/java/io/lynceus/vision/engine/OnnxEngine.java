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
import io.lynceus.vision.model.InputSize;
import io.lynceus.vision.model.ModelCard;
import io.lynceus.vision.model.ModelFile;
import java.util.Map;

/** Runs a model in ONNX Runtime on the processor's cores. */
public final class OnnxEngine implements Engine {
    private static final String ENGINE = "onnxruntime-cpu";
    private static final InputSize USUAL = new InputSize(640, 640);

    private final OrtEnvironment environment;
    private final OrtSession session;
    private final ModelLayout layout;
    private final Head head;
    private final ModelCard model;
    private final int batch;
    private final int lanes;

    /**
     * Loads the model and runs it once on a black picture, so that what is wrong with it shows now.
     *
     * @throws UserError when the file is not an ONNX model of the right layout
     */
    public static OnnxEngine open(ModelFile file, EngineSettings settings) {
        OnnxLibrary.unpack();
        // What goes wrong comes back as an exception; the runtime's own messages would only repeat it.
        OrtEnvironment environment = OrtEnvironment.getEnvironment(OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL);
        OrtSession session = session(environment, file, settings);
        try {
            return new OnnxEngine(environment, session, file, settings);
        } catch (OrtException | RuntimeException e) {
            try {
                session.close();
            } catch (OrtException again) {
                e.addSuppressed(again);
            }
            throw e instanceof RuntimeException known ? known : failed(file, e);
        }
    }

    private OnnxEngine(OrtEnvironment environment, OrtSession session, ModelFile file, EngineSettings settings)
            throws OrtException {
        this.environment = environment;
        this.session = session;
        this.layout = ModelLayout.of(session, file.name());
        Parallelism parallelism = settings.parallelism();
        this.batch = layout.fixedBatch() ? layout.batch() : parallelism.batch();
        this.lanes = parallelism.lanes();
        Map<String, String> metadata = session.getMetadata().getCustomMetadata();
        InputSize input = input(layout, settings.imageSize(), metadata);
        this.head = Head.of(metadata.get("task"), answer(file, input), batch, ModelLayout.anchors(input), file.name());
        this.model = new ModelCard(
                metadata.getOrDefault("name", file.stem()),
                metadata.getOrDefault("version", "unknown"),
                file.sha256(),
                ENGINE,
                metadata.getOrDefault("precision", "fp32"),
                input,
                ClassNames.resolve(settings.names(), metadata.get("names"), head.classes(), file.name()),
                metadata);
    }

    private static OrtSession session(OrtEnvironment environment, ModelFile file, EngineSettings settings) {
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

    /** The model's own fixed size, else the one asked for, else the one it was trained for. */
    private static InputSize input(ModelLayout layout, int asked, Map<String, String> metadata) {
        if (asked > 0) {
            return layout.size(new InputSize(asked, asked), true);
        }
        InputSize trained = InputSize.parse(metadata.get("imgsz"));
        return layout.size(trained == null ? USUAL : trained, false);
    }

    /** The shape of what the model says of a batch of black pictures. */
    private long[] answer(ModelFile file, InputSize size) throws OrtException {
        try (NativeBuffer black = new NativeBuffer(batch * layout.pictureBytes(size, batch));
                OnnxTensor pictures = OnnxTensor.createTensor(
                        environment, black.bytes(), layout.inputShape(batch, size), layout.type());
                OrtSession.Result result = session.run(Map.of(layout.input(), pictures))) {
            return ((TensorInfo) result.get(layout.output()).orElseThrow().getInfo()).getShape();
        } catch (OrtException e) {
            throw failed(file, e);
        }
    }

    private static UserError failed(ModelFile file, Exception e) {
        return new UserError("ONNX Runtime cannot run the model " + file.name() + ": " + firstLine(e), e);
    }

    static String firstLine(Exception e) {
        return String.valueOf(e.getMessage()).lines().findFirst().orElse("");
    }

    @Override
    public ModelCard model() {
        return model;
    }

    @Override
    public boolean takesAnySize() {
        return layout.takesAnySize();
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
    public Lane lane(InputSize size) {
        return new OnnxLane(environment, session, layout, layout.size(size, true), head, batch);
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
