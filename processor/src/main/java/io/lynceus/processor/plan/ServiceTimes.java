package io.lynceus.processor.plan;

import io.lynceus.processor.config.ConfigFile;
import io.lynceus.vision.UserError;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * How long the parts take, and where that was measured: what {@code bench times} writes and {@code plan} reads, as
 * YAML.
 *
 * @param machine where all that says nothing else was measured
 * @param decoders decoding and scaling, by codec and size
 * @param engines the model's runs
 * @param pipeline all else
 */
public record ServiceTimes(
        @Nullable String machine, List<DecodeTime> decoders, List<EngineTime> engines, PipelineTimes pipeline) {
    private static final String STATED = "/plan/service-times.yaml";

    /** What the file says; null for what it leaves out. */
    public ServiceTimes(
            @Nullable String machine,
            @Nullable List<DecodeTime> decoders,
            @Nullable List<EngineTime> engines,
            @Nullable PipelineTimes pipeline) {
        this.machine = machine;
        this.decoders = List.copyOf(Objects.requireNonNullElse(decoders, List.of()));
        this.engines = List.copyOf(Objects.requireNonNullElse(engines, List.of()));
        if (pipeline == null) {
            throw new UserError("pipeline: is missing");
        }
        this.pipeline = pipeline;
        if (this.decoders.isEmpty() || this.engines.isEmpty()) {
            throw new UserError((this.decoders.isEmpty() ? "decoders" : "engines") + ": is missing or empty");
        }
    }

    /**
     * Decoding a frame and scaling it for the model, on one core.
     *
     * @param size as {@code 1920x1080}
     * @param millis CPU time of a frame
     * @param on the machine, where it is another
     */
    public record DecodeTime(
            String codec,
            String size,
            double millis,
            @Nullable String on) {
        public DecodeTime {
            needed("codec", codec);
            needed("size", size);
            Size.of("size", size);
            positive("millis", millis);
        }
    }

    /**
     * A model's runs.
     *
     * @param model such as {@code gelan-t}
     * @param imgsz side of its input
     * @param engine {@code onnxruntime}, on one core, or {@code cuda} or {@code tensorrt}, on a card
     * @param gpu the card's name
     * @param batches milliseconds of a run, by the pictures in it
     * @param on the machine, where it is another
     */
    public record EngineTime(
            String model,
            int imgsz,
            String engine,
            @Nullable String gpu,
            Map<Integer, Double> batches,
            @Nullable String on) {
        public EngineTime {
            needed("model", model);
            needed("engine", engine);
            positive("imgsz", imgsz);
            if (batches == null || !batches.containsKey(1)) {
                throw new UserError("batches: has no run of 1 picture");
            }
            batches.forEach((size, millis) -> {
                positive("batches' number of pictures", size);
                positive("batches." + size, Objects.requireNonNullElse(millis, 0.0));
            });
        }
    }

    /**
     * The rest of the way.
     *
     * @param frameMillis CPU time that {@code process} needs for a frame besides decoding and the model
     * @param commitMillis that a stream thread waits for a commit
     * @param captureMillis CPU time that {@code capture} needs for a frame
     * @param brokerMillis CPU time that a broker needs for a frame and its event
     * @param deliveryMillis from the camera's packet until a stream thread that waits has it
     * @param startSeconds until a process that starts again has its cameras
     */
    public record PipelineTimes(
            double frameMillis,
            double commitMillis,
            double captureMillis,
            double brokerMillis,
            double deliveryMillis,
            double startSeconds,
            @Nullable String on) {
        public PipelineTimes {
            positive("frameMillis", frameMillis);
            positive("commitMillis", commitMillis);
            positive("captureMillis", captureMillis);
            positive("brokerMillis", brokerMillis);
            positive("deliveryMillis", deliveryMillis);
            positive("startSeconds", startSeconds);
        }
    }

    private static void needed(String key, @Nullable String value) {
        if (value == null || value.isBlank()) {
            throw new UserError(key + ": is missing");
        }
    }

    private static void positive(String key, double value) {
        if (!(value > 0 && value < 1e7)) {
            throw new UserError(key + ": " + Numbers.of(value) + " is not more than 0");
        }
    }

    /** Those that PERFORMANCE.md states. */
    public static ServiceTimes stated() {
        try (InputStream in = ServiceTimes.class.getResourceAsStream(STATED)) {
            return ConfigFile.parse(
                    "stated service times", Objects.requireNonNull(in).readAllBytes(), List.of(), ServiceTimes.class);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /**
     * Those of a file, with the stated ones in the place of what it leaves out.
     *
     * @throws UserError with file and key when it cannot be used
     */
    public static ServiceTimes read(Path file) {
        return ConfigFile.read(file, List.of(), MeasuredTimes.class).or(stated());
    }
}
