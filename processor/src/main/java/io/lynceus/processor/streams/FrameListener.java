package io.lynceus.processor.streams;

import io.lynceus.schemas.avro.FrameDetections;
import io.lynceus.vision.pixels.DecodedFrame;
import org.jspecify.annotations.Nullable;

/** Looks on while frames are processed, such as the live page. */
@FunctionalInterface
public interface FrameListener {
    /** Nobody looks. */
    FrameListener NONE = (event, frame) -> {};

    /**
     * Called once for each event on the stream thread that made it, so be quick. The transaction with the event is not
     * committed yet.
     *
     * @param event as it goes to the detections topic
     * @param frame its picture, null where there is none; valid only during the call
     */
    void onFrame(FrameDetections event, @Nullable DecodedFrame frame);
}
