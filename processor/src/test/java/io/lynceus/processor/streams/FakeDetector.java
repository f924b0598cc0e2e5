package io.lynceus.processor.streams;

import io.lynceus.processor.inference.Detector;
import io.lynceus.processor.inference.Model;
import io.lynceus.vision.RunError;
import io.lynceus.vision.boxes.Detection;
import io.lynceus.vision.pixels.DecodedFrame;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/** Finds one box in every frame, or fails from a given frame on. */
public final class FakeDetector implements Detector {
    public static final Model MODEL =
            new Model("fake", "1", "00", "none", "fp32", 64, 64, List.of("person"), 0.25f, 0.45f);

    private final long good;
    private final AtomicLong frames = new AtomicLong();

    public FakeDetector() {
        this(Long.MAX_VALUE);
    }

    public FakeDetector(long good) {
        this.good = good;
    }

    @Override
    public Model model() {
        return MODEL;
    }

    @Override
    public List<Detection> detect(DecodedFrame frame) {
        if (frames.incrementAndGet() > good) {
            throw new RunError("the engine failed");
        }
        return List.of(new Detection(0, "person", 0.9f, 0.1f, 0.2f, 0.3f, 0.4f));
    }

    @Override
    public Duration frameTime(int threads) {
        return Duration.ZERO;
    }

    @Override
    public void close() {}
}
