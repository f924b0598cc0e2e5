package io.lynceus.vision.engine;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtLoggingLevel;
import ai.onnxruntime.OrtSession;
import io.lynceus.vision.RunError;
import io.lynceus.vision.UserError;
import io.lynceus.vision.model.ClassNames;
import io.lynceus.vision.model.DataFolder;
import io.lynceus.vision.model.InputSize;
import io.lynceus.vision.model.ModelCard;
import io.lynceus.vision.model.ModelFile;
import io.lynceus.vision.pixels.Pixels;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Runs a model in ONNX Runtime on the processor's cores. */
public final class OnnxEngine implements Engine {
    private static final InputSize USUAL = new InputSize(640, 640);

    private final @Nullable ModelFile joined;
    private final OrtEnvironment environment;
    private final OrtSession session;
    private final ModelLayout layout;
    private final HeadChoice.Chosen chosen;
    private final ModelCard model;
    private final int batch;
    private final int lanes;

    /**
     * Looks through the file, loads the model and runs it once on a black picture, so that what is wrong with it shows
     * now.
     *
     * @throws UserError when the file is not an ONNX model of a layout that is run
     */
    public static OnnxEngine open(ModelFile file, EngineSettings settings) {
        return open(file, settings, Provider.CPU);
    }

    /**
     * The same on an NVIDIA GPU, by the runtime's CUDA provider; then compares its answers with those of the cores.
     *
     * @throws UserError when the file is not an ONNX model of a layout that is run
     * @throws RunError when the GPU is not up to it, or the answers differ
     */
    public static OnnxEngine openOnCuda(ModelFile file, EngineSettings settings) {
        int cores = Runtime.getRuntime().availableProcessors();
        Parallelism single = new Parallelism(1, cores, 1, Duration.ZERO);
        try (OnnxEngine reference = open(file, settings.with(single))) {
            OnnxEngine engine = open(file, settings, Provider.CUDA);
            try {
                Agreement.prove(reference, engine, "CUDA");
                return engine;
            } catch (RuntimeException e) {
                engine.close();
                throw e;
            }
        }
    }

    /** Whether this build can be asked to {@link #openOnCuda}. */
    public static boolean hasCuda() {
        return CudaProvider.isInThisBuild();
    }

    private static OnnxEngine open(ModelFile file, EngineSettings settings, Provider provider) {
        ModelLayout layout = ModelLayout.of(file);
        OnnxLibrary.unpack();
        // What goes wrong comes back as an exception; the runtime's own messages would only repeat it.
        OrtEnvironment environment = OrtEnvironment.getEnvironment(OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL);
        return open(environment, layout, file, file, Pixels.RGB.white(), settings, provider);
    }

    /**
     * @param file what is in the file
     * @param run what of it is opened, but for the input
     * @param white what the model's own input is given for it; what it wants is known after a run only
     */
    private static OnnxEngine open(
            OrtEnvironment environment,
            ModelLayout layout,
            ModelFile file,
            ModelFile run,
            int white,
            EngineSettings settings,
            Provider provider) {
        OrtSession session = session(environment, layout, file, run, white, settings, provider);
        ModelFile whole;
        int wanted = white;
        try {
            whole = Apart.joined(session, run);
            if (whole == run) {
                OnnxEngine engine = new OnnxEngine(environment, session, layout, file, run, settings, provider);
                if (layout.takesBytes() || engine.pixels().white() == white) {
                    return engine;
                }
                wanted = engine.pixels().white();
            }
        } catch (OrtException | RuntimeException e) {
            try {
                session.close();
            } catch (OrtException again) {
                e.addSuppressed(again);
            }
            throw e instanceof RuntimeException known ? known : failed(file, e);
        }
        close(session);
        return open(environment, layout, file, whole, wanted, settings, provider);
    }

    private OnnxEngine(
            OrtEnvironment environment,
            OrtSession session,
            ModelLayout layout,
            ModelFile file,
            ModelFile run,
            EngineSettings settings,
            Provider provider)
            throws OrtException {
        // The file itself is let go: a large one would lie in Java's memory as long as this.
        this.joined = run == file ? null : run;
        this.environment = environment;
        this.session = session;
        this.layout = layout;
        Parallelism parallelism = settings.parallelism();
        int wanted = layout.fixedBatch() ? layout.batch() : parallelism.batch();
        this.lanes = parallelism.lanes();
        Map<String, String> metadata = session.getMetadata().getCustomMetadata();
        InputSize input = input(layout, settings.imageSize(), metadata);
        int named = ClassNames.count(settings.names(), metadata.get("names"), file.name());
        List<String> names;
        try (BlackRun black = black(input, wanted)) {
            this.batch = black.pictures();
            this.chosen = new HeadChoice(file.name(), metadata, settings.convention(), named, batch, input)
                    .of(black.outputs(), black::inCells);
            names = ClassNames.resolve(
                    settings.names(), metadata.get("names"), chosen.head().classes(), file.name());
            black.check(chosen);
        }
        this.model = new ModelCard(
                metadata.getOrDefault("name", file.stem()),
                metadata.getOrDefault("version", "unknown"),
                file.sha256(),
                provider.engine(),
                metadata.getOrDefault("precision", layout.half() ? "fp16" : "fp32"),
                input,
                names,
                metadata);
    }

    /** Of as many pictures as wanted; of one, where the model only says that it takes any number. */
    private BlackRun black(InputSize size, int wanted) throws OrtException {
        if (wanted > 1 && !layout.fixedBatch()) {
            try {
                BlackRun many = new BlackRun(environment, session, layout, size, wanted);
                if (many.isOfAllPictures()) {
                    return many;
                }
                many.close();
            } catch (OrtException e) {
                // Exporters that are asked for a batch of any size write one that holds for a single picture only.
            }
        }
        return new BlackRun(environment, session, layout, size, layout.fixedBatch() ? wanted : 1);
    }

    private static OrtSession session(
            OrtEnvironment environment,
            ModelLayout layout,
            ModelFile file,
            ModelFile run,
            int white,
            EngineSettings settings,
            Provider provider) {
        try (OrtSession.SessionOptions options = new OrtSession.SessionOptions();
                DataFolder folder = file.dataFolder()) {
            options.setIntraOpNumThreads(settings.parallelism().threads());
            // Threads that spin while they wait take the cores from decoding.
            options.addConfigEntry("session.intra_op.allow_spinning", "0");
            options.setInterOpNumThreads(1);
            provider.join(options);
            if (folder != null) {
                // Of bytes alone the runtime would look for data files in the folder that this process was started in.
                options.addConfigEntry(
                        "session.model_external_initializers_file_folder_path",
                        folder.path().toString());
            }
            if (layout.takesBytes()) {
                return environment.createSession(run.bytes(), options);
            }
            try (NativeBuffer given = NativeBuffer.of(run.takingBytes(layout.own(), white))) {
                return environment.createSession(given.bytes(), options);
            }
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

    private static UserError failed(ModelFile file, Exception e) {
        return new UserError("ONNX Runtime cannot run the model " + file.name() + ": " + firstLine(e), e);
    }

    static String firstLine(Exception e) {
        return String.valueOf(e.getMessage()).lines().findFirst().orElse("");
    }

    /**
     * What a runtime is given: the file, or more than is in it.
     *
     * @param file that this was opened with
     */
    public ModelFile run(ModelFile file) {
        return joined == null ? file : joined;
    }

    /** What the model wants of its input. */
    public Pixels pixels() {
        return chosen.pixels();
    }

    /** What the model's answer means. */
    public Head head() {
        return chosen.head();
    }

    /** The name of the output that is read. */
    public String output() {
        return chosen.output().name();
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
    public Lane lane(InputSize wanted) {
        InputSize size = layout.size(wanted, true);
        return new OnnxLane(
                environment,
                session,
                layout,
                size,
                chosen.pixels(),
                answer(size),
                chosen.head().on(size),
                batch);
    }

    /** What the model answers to a batch of another size: what is known of the shape, else what a run shows. */
    private Output answer(InputSize size) {
        Output known = chosen.output();
        long cells = ModelLayout.cells(model.input());
        if (size.equals(model.input())) {
            return known;
        }
        if (chosen.places() > 0 && known.shape()[chosen.places()] % cells == 0) {
            long[] shape = known.shape().clone();
            shape[chosen.places()] = shape[chosen.places()] / cells * ModelLayout.cells(size);
            return new Output(known.name(), known.half(), shape);
        }
        try (BlackRun black = new BlackRun(environment, session, layout, size, batch)) {
            return black.outputs().stream()
                    .filter(output -> output.name().equals(known.name()))
                    .findFirst()
                    .orElse(known);
        } catch (OrtException e) {
            throw new RunError(
                    "ONNX Runtime failed on a picture of " + size.width() + "x" + size.height() + ": " + firstLine(e),
                    e);
        }
    }

    @Override
    public void close() {
        close(session);
    }

    private static void close(OrtSession session) {
        try {
            session.close();
        } catch (OrtException e) {
            throw new RunError("ONNX Runtime did not close: " + e.getMessage(), e);
        }
    }
}
