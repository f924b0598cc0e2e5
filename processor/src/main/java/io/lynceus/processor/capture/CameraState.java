package io.lynceus.processor.capture;

import io.lynceus.schemas.avro.CameraChange;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How a camera stands.
 *
 * @param change the last thing that happened to it; UNKNOWN before the first
 * @param since when that was
 * @param reason why, without credentials
 * @param packets with a frame, sent since the camera was started
 * @param frameRate frames a second that the stream at work says it has; 0 when none is, or it does not say
 */
public record CameraState(
        Camera camera,
        CameraChange change,
        Instant since,
        @Nullable String reason,
        long packets,
        double frameRate) {}
