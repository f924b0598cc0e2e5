package io.lynceus.processor.operator;

import io.lynceus.processor.streams.FrameListener;
import io.lynceus.processor.web.LivePage;
import io.lynceus.schemas.avro.FrameDetections;
import io.lynceus.vision.pixels.DecodedFrame;
import org.jspecify.annotations.Nullable;

/** Shows a page the frames that somebody watches, no larger than they are of use. */
public final class FramePictures implements FrameListener {
    private volatile @Nullable LivePage page;

    /** From now on. */
    public void show(LivePage shown) {
        page = shown;
    }

    @Override
    public void onFrame(FrameDetections event, @Nullable DecodedFrame frame) {
        LivePage shown = page;
        if (frame != null && shown != null) {
            shown.onFrame(event, width -> {
                double scale = Math.min(1, (double) width / Math.max(frame.width(), frame.height()));
                return frame.picture(Math.max(1, (int) Math.round(frame.width() * scale)), Math.max(1, (int)
                        Math.round(frame.height() * scale)));
            });
        }
    }
}
