package io.lynceus.processor.inference;

import io.lynceus.vision.boxes.Candidate;
import io.lynceus.vision.boxes.Detection;
import io.lynceus.vision.boxes.Nms;
import io.lynceus.vision.engine.DetectorSettings;
import io.lynceus.vision.engine.Engine;
import io.lynceus.vision.engine.OnnxEngine;
import io.lynceus.vision.model.Model;
import io.lynceus.vision.model.ModelFile;
import io.lynceus.vision.pixels.DecodedFrame;
import io.lynceus.vision.pixels.Letterbox;
import java.nio.FloatBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * Frames through an engine: each calling thread scales its frame straight into the memory of a batch, waits for the batch, and makes
 * boxes of its part of the output.
 */
public final class EngineDetector implements Detector {
    private final Engine engine;
    private final Batcher batcher;
    private final Model model;

    /**
     * Takes the engine over: closes it when it is closed.
     *
     * @param longestDelay that a frame waits for others to fill its batch
     */
    public EngineDetector(Engine engine, Duration longestDelay, BatchListener listener) {
        this.engine = engine;
        this.model = engine.model();
        this.batcher = new Batcher(engine, longestDelay, System::nanoTime, listener);
    }

    /**
     * Loads a model for the processor's cores and runs it once, so that what is wrong with it shows now.
     *
     * @throws io.lynceus.vision.UserError when the file is not an ONNX model of the right layout
     */
    public static EngineDetector onCpu(ModelFile file, DetectorSettings settings, BatchListener listener) {
        return new EngineDetector(
                OnnxEngine.open(file, settings), settings.parallelism().longestDelay(), listener);
    }

    /** All that the model file says about itself, such as how it was trained and what AP it reached. */
    public Map<String, String> metadata() {
        return engine.metadata();
    }

    @Override
    public Model model() {
        return model;
    }

    @Override
    public List<Detection> detect(DecodedFrame frame) {
        return batcher.run(slot -> frame.letterboxInto(slot, model.inputWidth(), model.inputHeight()), this::boxes);
    }

    /** Tries it out: blocks for as long as two rounds take. */
    @Override
    public Duration frameTime(int threads) {
        return FrameTime.of(batcher, threads, System::nanoTime);
    }

    private List<Detection> boxes(Letterbox letterbox, FloatBuffer output) {
        List<Candidate> candidates = Nms.candidates(output, model.names().size(), model.scoreThreshold());
        return Nms.suppress(candidates, model.iouThreshold()).stream()
                .map(candidate -> detection(candidate, letterbox))
                .toList();
    }

    private Detection detection(Candidate candidate, Letterbox letterbox) {
        return new Detection(
                candidate.classId(),
                model.names().get(candidate.classId()),
                candidate.score(),
                letterbox.toSourceX(candidate.x1()),
                letterbox.toSourceY(candidate.y1()),
                letterbox.toSourceX(candidate.x2()),
                letterbox.toSourceY(candidate.y2()));
    }

    @Override
    public void close() {
        batcher.close();
        engine.close();
    }
}
