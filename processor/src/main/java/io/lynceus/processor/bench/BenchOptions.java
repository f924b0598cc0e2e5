package io.lynceus.processor.bench;

import io.lynceus.vision.UserError;
import io.lynceus.vision.model.ModelFile;
import java.nio.file.Path;

/**
 * What is measured.
 *
 * @param video the clip that every camera shows
 * @param cameras side by side, with a stream thread and a decoder each
 * @param frames of each camera in a run with the engine that does nothing
 * @param engineFrames of each camera in a run with the real engine
 * @param runs of each measurement, in turns
 * @param model for the real engine
 * @param imageSize side of its input, 0 for the model's own
 */
public record BenchOptions(
        Path video, int cameras, int frames, int engineFrames, int runs, ModelFile model, int imageSize) {
    public BenchOptions {
        positive("--cameras", cameras);
        positive("--frames", frames);
        positive("--engine-frames", engineFrames);
        positive("--runs", runs);
    }

    private static void positive(String option, int number) {
        if (number < 1) {
            throw new UserError(option + " is " + number + ", must be 1 or more");
        }
    }
}
