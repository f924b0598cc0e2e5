package io.lynceus.processor.capture;

import io.lynceus.schemas.avro.CameraStatus;

/** Where the cameras' status goes. Safe for use by many threads. */
public interface StatusSink {
    /** For who has no use for it. */
    StatusSink NONE = status -> {};

    /**
     * Hands a status over, in order with the camera's others. Never throws: news of a camera must not cost its packets.
     */
    void publish(CameraStatus status);
}
