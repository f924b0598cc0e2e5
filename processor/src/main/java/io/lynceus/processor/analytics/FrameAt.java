package io.lynceus.processor.analytics;

import io.lynceus.processor.pipeline.SeenFrame;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * A frame as the parts of a stage see it.
 *
 * @param now capture time in microseconds since 1970
 * @param aspect the picture's width over its height
 * @param zones version of the zones that are in force
 */
record FrameAt(SeenFrame frame, long now, double aspect, String zones) {
    static FrameAt of(SeenFrame frame, String zones) {
        return new FrameAt(
                frame,
                ChronoUnit.MICROS.between(Instant.EPOCH, frame.packet().captureTime()),
                (double) frame.width() / frame.height(),
                zones);
    }

    String camera() {
        return frame.packet().camera();
    }

    long epoch() {
        return frame.packet().epoch();
    }

    String frameId() {
        return frame.packet().frameId();
    }

    Instant time() {
        return frame.packet().captureTime();
    }

    static Instant instant(long micros) {
        return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
    }
}
