package io.lynceus.processor.cli;

import io.lynceus.processor.streams.FrameListener;
import io.lynceus.schemas.avro.FrameDetections;
import io.lynceus.schemas.avro.FrameStatus;
import io.lynceus.vision.pixels.DecodedFrame;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** Counts what process does. Thread-safe. */
final class ProcessCount implements FrameListener {
    private final AtomicLong frames = new AtomicLong();
    private final AtomicLong skipped = new AtomicLong();

    @Override
    public void onFrame(FrameDetections event, @Nullable DecodedFrame frame) {
        frames.addAndGet(event.getFrameCount());
        if (event.getStatus() == FrameStatus.SKIPPED) {
            skipped.addAndGet(event.getFrameCount());
        }
    }

    /** Frames with an event, skipped ones too. */
    long frames() {
        return frames.get();
    }

    /** @param perSecond frames a second of late; negative to leave it out */
    String text(double perSecond) {
        String rate = perSecond < 0 ? "" : String.format(Locale.ROOT, ", %.1f/s", perSecond);
        String left = skipped.get() == 0 ? "" : String.format(Locale.ROOT, ", %,d of them skipped", skipped.get());
        return String.format(Locale.ROOT, "process: %,d frames%s%s", frames.get(), rate, left);
    }
}
