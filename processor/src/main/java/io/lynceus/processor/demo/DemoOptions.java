package io.lynceus.processor.demo;

import io.lynceus.vision.UserError;
import io.lynceus.vision.engine.Convention;
import io.lynceus.vision.engine.choice.Engines;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the demo was asked for.
 *
 * @param cameras URL, FILE, NAME=URL or NAME=FILE; empty for the demo's own footage, again and again
 * @param loop whether files given as cameras are played again and again
 * @param model the model file, null for the bundled one
 * @param convention what the model does not say of itself
 * @param engines opens the one that runs the model
 * @param port of the page, null for 8080 or the next free one
 * @param brokerPort of the broker, null for 9092 or the next free one
 * @param duration how long to watch, null until stopped
 */
public record DemoOptions(
        List<String> cameras,
        boolean loop,
        @Nullable Path model,
        Convention convention,
        Engines engines,
        @Nullable Integer port,
        @Nullable Integer brokerPort,
        @Nullable Duration duration) {
    public DemoOptions {
        cameras = List.copyOf(cameras);
        if (duration != null && (duration.isNegative() || duration.isZero())) {
            throw new UserError("--duration " + duration.toSeconds() + ": a number of seconds, 1 or more");
        }
        check("--port", port);
        check("--broker-port", brokerPort);
    }

    private static void check(String option, @Nullable Integer port) {
        if (port != null && (port < 0 || port > 65535)) {
            throw new UserError(option + " " + port + ": a port from 1 to 65535, or 0 for any free one");
        }
    }
}
