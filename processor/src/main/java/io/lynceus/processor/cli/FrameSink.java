package io.lynceus.processor.cli;

import java.awt.image.BufferedImage;
import org.jspecify.annotations.Nullable;

/** Takes what {@link OfflineDetection} finds, in order, on one thread. */
interface FrameSink {
    /** Whether {@link #take} wants pictures; they cost a conversion each. */
    boolean wantsPictures();

    /**
     * One frame.
     *
     * @param duration in the stream's time base, 0 when it is not known
     * @param picture with the boxes drawn; null when it was not wanted or could not be decoded
     */
    void take(FrameLine line, long duration, @Nullable BufferedImage picture);
}
