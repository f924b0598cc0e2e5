package io.lynceus.processor.demo;

import io.lynceus.processor.capture.Camera;
import io.lynceus.processor.capture.PacketReader;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/** A look into each file before anything runs, so that one that is no video is known at once. */
final class Footage {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private Footage() {}

    /** @throws io.lynceus.vision.UserError for a file that is missing or holds no video */
    static void check(List<Camera> cameras, Terminal terminal) {
        for (Camera camera : cameras) {
            if (camera.live()) {
                terminal.step("camera " + camera);
                continue;
            }
            try (PacketReader reader = PacketReader.open(camera.source(), PATIENCE)) {
                terminal.step(String.format(
                        Locale.ROOT,
                        "camera %s: %s, %s %d x %d, %.3g frames/s",
                        camera.name(),
                        camera.source(),
                        reader.format().codec(),
                        reader.format().width(),
                        reader.format().height(),
                        reader.frameRate()));
            }
        }
    }
}
