package io.lynceus.processor.pipeline;

import io.lynceus.vision.boxes.Detection;
import java.util.List;

/**
 * A step after the detector that keeps state for one camera, such as a tracker. It sees each of the camera's frames
 * once, in the order of their events. Its state is stored in the transaction of those events: after a crash it is
 * restored and sees what comes after, as if nothing had been. So its state must follow from the calls alone, and not
 * from clocks or chance. Used by one thread.
 */
public interface FrameStage {
    /** Its name, which its state is stored under; no other stage of the camera has it. */
    String name();

    /** Version of its state's format. */
    int version();

    /** Another connection begins: pts and sequences begin again. */
    default void onEpoch(long epoch) {}

    /**
     * A frame was shown to the model.
     *
     * @param found what the model found, as the stages before have left it
     * @return what the next stage gets, and in the end the frame's event
     */
    List<Detection> onFrame(SeenFrame frame, List<Detection> found);

    /** Frames of which nothing is known: skipped, refused, or never decoded. */
    default void onSkipped(SkippedFrames frames) {}

    /** Its state after the calls so far, as {@link #restore} takes it. Asked after each packet, so be quick. */
    byte[] snapshot();

    /**
     * Takes the state of an earlier life, before any other call.
     *
     * @param version of the format it was stored in
     * @return false when it is in a format that this stage does not know; it then begins anew
     */
    boolean restore(int version, byte[] snapshot);
}
