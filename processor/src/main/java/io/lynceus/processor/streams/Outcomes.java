package io.lynceus.processor.streams;

import io.lynceus.schemas.avro.FrameStatus;
import io.lynceus.vision.pixels.DecodedFrame;

/** Takes what became of each packet: each that carries a frame is in exactly one call. */
interface Outcomes {
    /** The frame is closed by the caller afterwards. */
    void frame(PacketFacts packet, DecodedFrame frame);

    /** Frames that the camera's policy skips. */
    void skipped(SkippedRun run);

    /** @param reason for people, in a few words */
    void none(PacketFacts packet, FrameStatus status, String reason);
}
