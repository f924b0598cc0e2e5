package io.lynceus.trainer.evaluation;

import io.lynceus.trainer.model.HeadKind;
import io.lynceus.vision.boxes.Candidates;
import io.lynceus.vision.engine.Convention;
import io.lynceus.vision.engine.Engine;
import io.lynceus.vision.engine.EngineSettings;
import io.lynceus.vision.engine.Lane;
import io.lynceus.vision.engine.Parallelism;
import io.lynceus.vision.engine.choice.Engines;
import io.lynceus.vision.model.InputSize;
import io.lynceus.vision.model.ModelFile;
import io.lynceus.vision.pixels.PictureSource;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A model in the engine that the processor runs it in, one batch
 * at a time. Holds the engine's native memory until closed.
 */
public final class EnginePredictor implements Predictor {
    private final Engine engine;
    private @Nullable Lane lane;
    private @Nullable InputSize laneSize;

    /** Takes the engine over: closes it when it is closed. */
    public EnginePredictor(Engine engine) {
        this.engine = engine;
    }

    /**
     * Loads an ONNX file, to run on a card or on all cores.
     *
     * @throws io.lynceus.vision.UserError when it is missing, no ONNX, or not a detector of the ecosystem's layout
     */
    public static EnginePredictor open(Path file, int batch, Engines engines, Convention convention) {
        int cores = Runtime.getRuntime().availableProcessors();
        Parallelism parallelism = new Parallelism(1, cores, batch, Duration.ZERO);
        Engines.Opened opened =
                engines.open(ModelFile.read(file), new EngineSettings(List.of(), 0, convention, parallelism), batch);
        return new EnginePredictor(opened.engine());
    }

    @Override
    public @Nullable HeadKind head() {
        // Other people's files may have the key for something else.
        String said = engine.model().metadata().get(HeadKind.KEY);
        return HeadKind.ONE_TO_ONE.toString().equals(said) ? HeadKind.ONE_TO_ONE : null;
    }

    @Override
    public int classes() {
        return engine.model().names().size();
    }

    @Override
    public List<String> classNames() {
        return engine.model().metadata().containsKey("names") ? engine.model().names() : List.of();
    }

    @Override
    public @Nullable InputSize fixedSize() {
        return engine.takesAnySize() ? null : engine.model().input();
    }

    @Override
    public InputSize trainedSize() {
        return engine.model().input();
    }

    @Override
    public List<Candidates> predict(PictureBatch batch, float least) {
        Lane running = lane(batch.size());
        List<PictureSource> pictures = batch.pictures();
        List<Candidates> found = new ArrayList<>();
        for (int first = 0; first < pictures.size(); first += engine.batch()) {
            int count = Math.min(engine.batch(), pictures.size() - first);
            for (int place = 0; place < count; place++) {
                running.write(place, pictures.get(first + place));
            }
            running.run(count);
            for (int place = 0; place < count; place++) {
                found.add(running.read(place, least));
            }
        }
        return found;
    }

    private Lane lane(InputSize size) {
        Lane current = lane;
        if (current == null || !size.equals(laneSize)) {
            closeLane();
            current = engine.lane(size);
            lane = current;
            laneSize = size;
        }
        return current;
    }

    private void closeLane() {
        if (lane != null) {
            lane.close();
            lane = null;
        }
    }

    @Override
    public void close() {
        closeLane();
        engine.close();
    }
}
