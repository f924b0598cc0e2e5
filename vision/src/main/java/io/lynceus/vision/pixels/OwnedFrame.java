package io.lynceus.vision.pixels;

import static org.bytedeco.ffmpeg.global.avutil.av_frame_alloc;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_move_ref;

import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.jspecify.annotations.Nullable;

/** A picture taken out of FFmpeg's frame, freed by {@link #close}. One thread at a time. */
final class OwnedFrame implements AutoCloseable {
    private @Nullable AVFrame frame;

    /** Takes the picture out of {@code decoded}, which is left empty. */
    OwnedFrame(AVFrame decoded) {
        AVFrame own = av_frame_alloc();
        av_frame_move_ref(own, decoded);
        this.frame = own;
    }

    /** @throws IllegalStateException when it is closed */
    AVFrame open() {
        AVFrame current = frame;
        if (current == null) {
            throw new IllegalStateException("the frame is closed");
        }
        return current;
    }

    @Override
    public void close() {
        if (frame != null) {
            av_frame_free(frame);
            frame = null;
        }
    }
}
