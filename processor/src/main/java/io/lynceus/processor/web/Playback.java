package io.lynceus.processor.web;

import io.lynceus.schemas.avro.FrameDetections;
import java.time.Duration;
import java.util.List;

/** Shows again what was seen. Called on any thread, by a few at once. */
@FunctionalInterface
public interface Playback {
    /**
     * A recording that a browser can play.
     *
     * @param mp4 the video
     * @param codec FFmpeg's name of its codec
     * @param eventAt seconds from its beginning to the event
     * @param frames the events of its frames
     * @param seconds for each of the frames, when it is shown
     */
    @SuppressWarnings("ArrayRecordComponent") // handed on, never compared
    record Recording(byte[] mp4, String codec, double eventAt, List<FrameDetections> frames, List<Double> seconds) {}

    /**
     * What was around a frame.
     *
     * @throws io.lynceus.vision.UserError when the id is none
     * @throws io.lynceus.vision.RunError when it is not stored any more, or the broker is away
     */
    Recording around(String frameId, Duration before, Duration after);
}
