package io.lynceus.trainer.data;

import io.lynceus.vision.pixels.Letterbox;
import io.lynceus.vision.pixels.Picture;
import io.lynceus.vision.pixels.PictureSource;

/**
 * One frame of a {@link FrameSource}.
 *
 * @param id file name of the picture, or video name and frame number
 * @param index 1-based, in decoding order
 * @param pts presentation time in units of the stream's time base; for pictures the 0-based index
 * @param letterbox source size, input size, and how the one lies in the other
 * @param inner the frame at the size that it has in the input, RGB, without the border
 */
public record Frame(String id, int index, long pts, Letterbox letterbox, Picture inner) {
    /** The frame as a network takes it. */
    public PictureSource source() {
        return letterbox.source(inner);
    }
}
