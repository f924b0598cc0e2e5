package io.lynceus.processor.cli;

import io.lynceus.vision.boxes.Detection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What {@code detect} says of one frame: a line of JSON.
 *
 * @param frame 1 for the first, in the order of presentation
 * @param pts presentation time in the stream's time base; the decoding time where the container has no other; null
 *     where it has none
 * @param width of the source, pixels
 * @param height of the source, pixels
 * @param reason why there is nothing to detect on, with DECODE_ERROR only
 * @param damaged why the picture is not to be trusted: something is missing and was filled in; left out when it is
 *     whole
 * @param detections boxes in 0..1 of the source
 */
record FrameLine(
        long frame,
        @Nullable Long pts,
        int width,
        int height,
        Status status,
        @Nullable String reason,
        @Nullable String damaged,
        List<Detection> detections) {
    /** As in the events. */
    enum Status {
        DETECTED,
        DECODE_ERROR
    }
}
