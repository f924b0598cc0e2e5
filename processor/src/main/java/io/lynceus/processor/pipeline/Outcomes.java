package io.lynceus.processor.pipeline;

import io.lynceus.schemas.avro.FrameStatus;
import io.lynceus.vision.boxes.Detection;
import io.lynceus.vision.pixels.DecodedFrame;
import java.util.List;

/**
 * Takes what became of a camera's packets, in the order of their events: each packet that carries a frame is in exactly
 * one call, besides {@link #detect}. Frames are closed by the caller afterwards.
 */
public interface Outcomes {
    /** Shows a frame to the model and gives what it found, best score first; {@link #detected} follows. */
    List<Detection> detect(DecodedFrame frame);

    /**
     * A frame was shown to the model.
     *
     * @param frame says whether it is damaged
     * @param found what the model found, as the stages have left it
     */
    void detected(PacketFacts packet, DecodedFrame frame, List<Detection> found);

    /**
     * The frame is damaged, and its camera's policy does not want such ones.
     *
     * @param reason for people, in a few words
     */
    void refused(PacketFacts packet, DecodedFrame frame, String reason);

    /**
     * There is no frame.
     *
     * @param reason for people, in a few words
     */
    void none(PacketFacts packet, FrameStatus status, String reason);

    /** Frames that the camera's policy skips. */
    void skipped(SkippedFrames frames);
}
