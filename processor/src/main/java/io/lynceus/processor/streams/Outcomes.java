package io.lynceus.processor.streams;

import io.lynceus.processor.decode.DecodedFrame;
import io.lynceus.schemas.avro.FrameStatus;

/** Takes what became of each packet: exactly one call for each that carries a frame. */
interface Outcomes {
    /** The frame is closed by the caller afterwards. */
    void frame(PacketFacts packet, DecodedFrame frame);

    /** @param reason for people, in a few words */
    void none(PacketFacts packet, FrameStatus status, String reason);
}
