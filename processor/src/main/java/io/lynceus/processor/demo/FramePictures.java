package io.lynceus.processor.demo;

import io.lynceus.processor.streams.FrameListener;
import io.lynceus.processor.web.LivePage;
import io.lynceus.schemas.avro.FrameDetections;
import io.lynceus.vision.pixels.DecodedFrame;
import org.jspecify.annotations.Nullable;

/** Shows the page the frames that somebody watches, no larger than a browser needs them. */
final class FramePictures implements FrameListener {
    private static final int LARGEST_SIDE = 1280;

    private final LivePage page;

    FramePictures(LivePage page) {
        this.page = page;
    }

    @Override
    public void onFrame(FrameDetections event, @Nullable DecodedFrame frame) {
        if (frame != null) {
            page.onFrame(event, () -> {
                double scale = Math.min(1, (double) LARGEST_SIDE / Math.max(frame.width(), frame.height()));
                return frame.picture(Math.max(1, (int) Math.round(frame.width() * scale)), Math.max(1, (int)
                        Math.round(frame.height() * scale)));
            });
        }
    }
}
