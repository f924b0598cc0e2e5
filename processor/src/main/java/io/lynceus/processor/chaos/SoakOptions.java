package io.lynceus.processor.chaos;

import io.lynceus.vision.UserError;
import java.nio.file.Path;
import java.time.Duration;

/**
 * What the soak was asked for.
 *
 * @param frames events after which it ends
 * @param duration after which it ends, whichever is first
 * @param apart time between two looks at the memory
 * @param cast cameras and model
 * @param csv where the looks go
 * @param picture where their curves go, a PNG
 */
public record SoakOptions(long frames, Duration duration, Duration apart, Cast cast, Path csv, Path picture) {
    public SoakOptions {
        if (frames < 1) {
            throw new UserError("--frames " + frames + ": 1 or more");
        }
        if (duration.isNegative() || duration.isZero()) {
            throw new UserError("--duration " + duration + ": more than nothing");
        }
    }
}
