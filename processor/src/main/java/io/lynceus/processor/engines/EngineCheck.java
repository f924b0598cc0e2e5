package io.lynceus.processor.engines;

import io.lynceus.processor.inference.BatchSizes;
import io.lynceus.vision.engine.Agreement;
import io.lynceus.vision.engine.Convention;
import io.lynceus.vision.engine.Engine;
import io.lynceus.vision.engine.EngineSettings;
import io.lynceus.vision.engine.OnnxEngine;
import io.lynceus.vision.engine.Parallelism;
import io.lynceus.vision.model.ModelFile;
import io.lynceus.vision.pixels.PictureSource;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;

/** The same pictures through ONNX Runtime and another engine: how far their answers lie apart, and how fast each is. */
public final class EngineCheck {
    /** The largest batch that is measured. */
    public static final int LARGEST = 32;

    private final String video;
    private final int pictures;
    private final Duration length;
    private final Consumer<String> out;

    /**
     * @param pictures from the video, at most
     * @param length of each measurement, at least
     * @param out takes the lines of the report
     */
    public EngineCheck(String video, int pictures, Duration length, Consumer<String> out) {
        this.video = video;
        this.pictures = pictures;
        this.length = length;
        this.out = out;
    }

    /** Opens ONNX Runtime as what others are measured against: on all cores, for batches of any size. */
    public static Engine reference(ModelFile model, Convention convention) {
        int cores = Runtime.getRuntime().availableProcessors();
        return OnnxEngine.open(
                model, new EngineSettings(List.of(), 0, convention, new Parallelism(1, cores, LARGEST, Duration.ZERO)));
    }

    /** Measures ONNX Runtime on the cores. */
    public void run(Engine reference) {
        speeds(reference, pictures(reference));
    }

    /** Compares with the reference, and measures the other; whether they agree. */
    public boolean run(Engine reference, Engine other) {
        List<PictureSource> sampled = pictures(reference);
        Agreement agreement = Agreement.between(reference, other, sampled);
        boolean agree = agreement.holds();
        out.accept(String.format(
                Locale.ROOT,
                "%s and %s %s on %d pictures: %s",
                reference.model().engine(),
                other.model().engine(),
                agree ? "agree" : "DO NOT AGREE",
                sampled.size(),
                agreement));
        speeds(other, sampled);
        return agree;
    }

    private List<PictureSource> pictures(Engine engine) {
        return SampledPictures.of(video, engine.model().input(), pictures);
    }

    private void speeds(Engine engine, List<PictureSource> sampled) {
        out.accept(String.format(
                Locale.ROOT,
                "%s, %s, %dx%d, lanes: %d; p50, p99 and shares are of one lane:",
                engine.model().engine(),
                engine.model().precision(),
                engine.model().input().width(),
                engine.model().input().height(),
                engine.lanes()));
        out.accept("  batch  pictures/s  network/s  ratio  p50 ms   p99 ms  write   copy  compute   wait   read");
        for (int batch : BatchSizes.upTo(engine.batch())) {
            LaneSpeed speed = LaneSpeed.measure(engine, sampled, batch, length, System::nanoTime);
            double rate = engine.lanes() == 1 ? speed.rate() : new LanesTogether(engine, sampled, batch, length).rate();
            out.accept(String.format(
                    Locale.ROOT,
                    "  %5d  %10.1f  %9.1f  %5.2f  %6.2f  %7.2f  %4.0f %%  %3.0f %%  %5.0f %%  %3.0f %%  %3.0f %%",
                    batch,
                    rate,
                    speed.most(),
                    rate / speed.most(),
                    speed.median() * 1000,
                    speed.slow() * 1000,
                    100 * speed.write() / speed.median(),
                    100 * speed.copy() / speed.median(),
                    100 * speed.compute() / speed.median(),
                    100 * speed.waiting() / speed.median(),
                    100 * speed.read() / speed.median()));
        }
    }
}
