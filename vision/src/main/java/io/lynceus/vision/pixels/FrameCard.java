package io.lynceus.vision.pixels;

import java.nio.ByteBuffer;
import java.util.function.Consumer;
import org.bytedeco.ffmpeg.avutil.AVFrame;

/** What a {@link CardFrame} asks of the card that its pixels lie on. Any thread; blocks until it is done. */
public interface FrameCard {
    /**
     * Puts what lies on the card into host memory: the frame then refers to that, and to nothing on the card.
     *
     * @throws io.lynceus.vision.RunError when the card does not give it
     */
    void fetch(AVFrame frame);

    /**
     * Scales the whole picture on the card and fetches the result.
     *
     * @param width pixels
     * @param height pixels
     * @param planes gets G, B and R, one after the other, of 8 bits, rows without padding, from 0; valid while it runs
     * @throws io.lynceus.vision.RunError when the card fails at it
     */
    void scaled(YuvOnCard picture, int width, int height, Consumer<ByteBuffer> planes);
}
