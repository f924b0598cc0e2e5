package io.lynceus.processor.bench;

import io.lynceus.processor.pipeline.PacketFacts;
import io.lynceus.processor.pipeline.SeenFrame;
import io.lynceus.schemas.avro.CaptureTimeSource;
import io.lynceus.vision.boxes.Detection;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Made-up people who cross the picture both ways, always as many; who leaves is followed by somebody else. The same
 * frames for the same seed. One thread.
 */
public final class Crowd {
    /** Frames a second. */
    public static final int RATE = 25;

    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    private static final int WIDTH = 1920;
    private static final int HEIGHT = 1080;

    private final Random random;
    private final double[] x;
    private final double[] y;
    private final double[] speed;
    private long frames;

    public Crowd(int people, long seed) {
        random = new Random(seed);
        x = new double[people];
        y = new double[people];
        speed = new double[people];
        for (int i = 0; i < people; i++) {
            begin(i);
            x[i] = random.nextDouble();
        }
    }

    private void begin(int i) {
        boolean left = random.nextBoolean();
        speed[i] = (0.05 + 0.1 * random.nextDouble()) / RATE * (left ? 1 : -1);
        x[i] = left ? 0 : 1;
        y[i] = 0.2 + 0.8 * random.nextDouble();
    }

    /** The next frame's facts; {@link #boxes} says who is in it. */
    public SeenFrame frame() {
        Instant time = START.plusNanos(frames * 1_000_000_000L / RATE);
        PacketFacts facts = new PacketFacts(
                "crowd",
                1,
                frames,
                frames,
                1,
                RATE,
                time,
                CaptureTimeSource.FILE,
                time,
                WIDTH,
                HEIGHT,
                new PacketFacts.Origin("packets", 0, frames),
                true);
        frames++;
        return new SeenFrame(facts, WIDTH, HEIGHT, null);
    }

    /** All go on by a frame. */
    public List<Detection> boxes() {
        List<Detection> boxes = new ArrayList<>(x.length);
        for (int i = 0; i < x.length; i++) {
            x[i] += speed[i];
            if (x[i] < 0 || x[i] > 1) {
                begin(i);
            }
            double foot = Math.min(1, y[i] + random.nextGaussian() * 0.002);
            boxes.add(new Detection(
                    0,
                    "person",
                    (float) (0.6 + 0.3 * random.nextDouble()),
                    (float) Math.max(0, x[i] - 0.012),
                    (float) (foot - 0.09),
                    (float) Math.min(1, x[i] + 0.012),
                    (float) foot));
        }
        return boxes;
    }
}
