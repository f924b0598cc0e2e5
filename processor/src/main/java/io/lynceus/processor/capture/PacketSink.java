package io.lynceus.processor.capture;

import io.lynceus.schemas.avro.EncodedPacket;

/** Where captured packets go. Safe for use by many threads. */
public interface PacketSink {
    /**
     * Hands a packet over, to be stored in order with the camera's others; may block while the sink is full.
     *
     * @throws io.lynceus.vision.RunError when this or an earlier packet could not be stored
     */
    void send(EncodedPacket packet);

    /** Returns when all that was sent is stored. */
    void flush();
}
