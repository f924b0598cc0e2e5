package io.lynceus.processor.cli;

import io.lynceus.processor.streams.FrameListener;
import io.lynceus.schemas.avro.FrameDetections;
import io.lynceus.schemas.avro.FrameStatus;
import io.lynceus.vision.pixels.DecodedFrame;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** Counts what process does. Thread-safe. */
final class ProcessCount implements FrameListener {
    private final AtomicLong frames = new AtomicLong();
    private final AtomicLong skipped = new AtomicLong();
    private final AtomicLong damaged = new AtomicLong();
    private final RecentLatency latency = new RecentLatency();

    @Override
    public void onFrame(FrameDetections event, @Nullable DecodedFrame frame) {
        frames.addAndGet(event.getFrameCount());
        if (event.getDamaged() != null) {
            damaged.incrementAndGet();
        }
        if (event.getStatus() == FrameStatus.SKIPPED) {
            skipped.addAndGet(event.getFrameCount());
        } else {
            latency.add(Duration.between(event.getIngestTime(), event.getProcessingTime()));
        }
    }

    /** Tells another one too. */
    FrameListener and(FrameListener other) {
        return (event, frame) -> {
            onFrame(event, frame);
            other.onFrame(event, frame);
        };
    }

    /**
     * How far behind the cameras it is, to go on with a line.
     *
     * @param waiting packets in the topic that are not read yet; negative when that is not known
     */
    String behind(long waiting) {
        String lag = waiting < 0 ? "" : String.format(Locale.ROOT, ", %,d packets behind", waiting);
        return lag + latency.text();
    }

    /** Frames with an event, skipped ones too. */
    long frames() {
        return frames.get();
    }

    /** @param perSecond frames a second of late; negative to leave it out */
    String text(double perSecond) {
        String rate = perSecond < 0 ? "" : String.format(Locale.ROOT, ", %.1f/s", perSecond);
        String left = skipped.get() == 0 ? "" : String.format(Locale.ROOT, ", %,d of them skipped", skipped.get());
        String marked = damaged.get() == 0 ? "" : String.format(Locale.ROOT, ", %,d damaged", damaged.get());
        return String.format(Locale.ROOT, "process: %,d frames%s%s%s", frames.get(), rate, left, marked);
    }
}
