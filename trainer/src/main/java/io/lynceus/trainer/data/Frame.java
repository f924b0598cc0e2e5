package io.lynceus.trainer.data;

import io.lynceus.vision.pixels.Letterbox;
import io.lynceus.vision.pixels.Picture;
import io.lynceus.vision.pixels.PictureSource;
import java.nio.file.Path;

/**
 * One frame of a {@link FrameSource}.
 *
 * @param id name of the picture's file in the folder that was opened, or video name and frame number
 * @param file that it is of
 * @param index 1-based, in decoding order
 * @param pts presentation time in units of the stream's time base; for pictures, and where the video has no times, the
 *     0-based index
 * @param letterbox source size, input size, and how the one lies in the other
 * @param inner the frame at the size that it has in the input, RGB, without the border
 */
public record Frame(String id, Path file, int index, long pts, Letterbox letterbox, Picture inner) {
    /** The frame as a network takes it. */
    public PictureSource source() {
        return letterbox.source(inner);
    }
}
