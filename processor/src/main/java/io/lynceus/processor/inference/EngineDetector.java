package io.lynceus.processor.inference;

import io.lynceus.vision.boxes.Detection;
import io.lynceus.vision.boxes.Nms;
import io.lynceus.vision.boxes.NmsSettings;
import io.lynceus.vision.engine.Engine;
import io.lynceus.vision.engine.Lane;
import io.lynceus.vision.engine.OnnxEngine;
import io.lynceus.vision.engine.choice.Engines;
import io.lynceus.vision.model.ModelFile;
import io.lynceus.vision.pixels.DecodedFrame;
import io.lynceus.vision.pixels.Letterbox;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Frames through an engine: each calling thread puts its frame into a place of a batch, waits for the batch, and makes
 * boxes of what the network says of that place.
 */
public final class EngineDetector implements Detector {
    private final Engine engine;
    private final BatchPlan batches;
    private final Batcher batcher;
    private final Model model;
    private final Nms nms;

    /**
     * Takes the engine over: closes it when it is closed. Of an engine that takes batches it is measured now what each
     * size takes, and each lane of one that is fast runs each size once: see {@link BatchPlan}.
     *
     * @param boxes which count
     * @param longestDelay that a frame waits at most for others to fill its batch
     */
    public EngineDetector(Engine engine, NmsSettings boxes, Duration longestDelay, BatchListener listener) {
        this.engine = engine;
        this.model = Model.of(engine.model(), boxes);
        this.nms = new Nms(boxes);
        List<Lane> lanes = new ArrayList<>();
        try {
            for (int i = 0; i < engine.lanes(); i++) {
                lanes.add(engine.lane());
            }
            this.batches = BatchPlan.measured(lanes, engine.batch(), longestDelay, System::nanoTime);
        } catch (RuntimeException e) {
            lanes.forEach(Lane::close);
            engine.close();
            throw e;
        }
        this.batcher = new Batcher(lanes, batches.size(), batches.delay(), System::nanoTime, listener);
    }

    /**
     * Loads a model for the processor's cores and runs it once, so that what is wrong with it shows now.
     *
     * @throws io.lynceus.vision.UserError when the file is not an ONNX model of the right layout
     */
    public static EngineDetector onCpu(ModelFile file, DetectorSettings settings, BatchListener listener) {
        return new EngineDetector(
                OnnxEngine.open(file, settings.engine()),
                settings.boxes(),
                settings.parallelism().longestDelay(),
                listener);
    }

    /**
     * Loads a model for the engine that is wanted, or the one that can work, and runs it, so that what is wrong with it
     * shows now.
     *
     * @param settings whose parallelism is that of an engine on the cores
     * @param callers threads that bring frames
     * @throws io.lynceus.vision.UserError when the file is not an ONNX model of the right layout, or the engine cannot
     *     work here
     */
    public static EngineDetector open(
            Engines engines, ModelFile file, DetectorSettings settings, int callers, BatchListener listener) {
        Engines.Opened opened = engines.open(file, settings.engine(), callers);
        return new EngineDetector(
                opened.engine(), settings.boxes(), opened.parallelism().longestDelay(), listener);
    }

    /** All that the model file says about itself, such as how it was trained and what AP it reached. */
    public Map<String, String> metadata() {
        return engine.model().metadata();
    }

    /** How frames are put together. */
    public BatchPlan batches() {
        return batches;
    }

    @Override
    public Model model() {
        return model;
    }

    @Override
    public List<Detection> detect(DecodedFrame frame) {
        return batcher.run(place -> place.write(frame), this::detections);
    }

    /** Tries it out: blocks for as long as two rounds take. */
    @Override
    public Duration frameTime(int threads) {
        return FrameTime.of(batcher, threads, System::nanoTime);
    }

    private List<Detection> detections(Letterbox letterbox, Batch.Place place) {
        return Detection.all(nms.apply(place.read(model.scoreThreshold())), letterbox, model.names());
    }

    @Override
    public void close() {
        batcher.close();
        engine.close();
    }
}
