package io.lynceus.processor.analytics;

import io.lynceus.processor.pipeline.FrameRecords;
import io.lynceus.schemas.avro.CountWindow;
import java.io.DataInputStream;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.IntFunction;

/**
 * A camera's windows of capture time that are not over. A window is over when a frame comes that was captured later
 * than its end and the grace; its record is written then, once. A clock that is set back by more than a window and the
 * grace begins anew. One thread.
 */
final class Windows {
    private final long length;
    private final long grace;
    private final FrameRecords records;
    private final TreeMap<Long, Window> open = new TreeMap<>();
    /** Windows that begin before are over. */
    private long over = Long.MIN_VALUE;

    private long latest = Long.MIN_VALUE;

    /** In microseconds. */
    Windows(long length, long grace, FrameRecords records) {
        this.length = length;
        this.grace = grace;
        this.records = records;
    }

    /**
     * Writes the windows that a frame ends.
     *
     * @return where the frame is counted; a window that is never written for one that is too late
     */
    Window at(FrameAt at, IntFunction<String> label) {
        if (latest != Long.MIN_VALUE && at.now() < latest - length - grace) {
            close(at, Long.MAX_VALUE, label);
            over = Long.MIN_VALUE;
            latest = Long.MIN_VALUE;
        }
        latest = Math.max(latest, at.now());
        close(at, latest - grace, label);
        Window window = of(at.now());
        window.addFrame();
        return window;
    }

    private Window of(long now) {
        Map.Entry<Long, Window> known = open.floorEntry(now);
        if (known != null && now < known.getValue().end()) {
            return known.getValue();
        }
        if (now < over) {
            if (!open.isEmpty()) {
                Objects.requireNonNull(open.lastEntry()).getValue().addLateFrame();
            }
            return new Window(now, now);
        }
        // The length may be another than that of the windows before, of which some may be open.
        long aligned = Math.floorDiv(now, length) * length;
        long start = Math.max(
                aligned, known == null ? over : Math.max(over, known.getValue().end()));
        Long next = open.higherKey(now);
        Window window = new Window(start, next == null ? aligned + length : Math.min(aligned + length, next));
        open.put(window.start(), window);
        return window;
    }

    private void close(FrameAt at, long until, IntFunction<String> label) {
        while (!open.isEmpty()) {
            Window window = open.values().iterator().next();
            if (window.end() > until) {
                return;
            }
            open.remove(window.start());
            over = Math.max(over, window.end());
            records.counts(new CountWindow(
                    at.frameId() + "/" + window.start(),
                    at.camera(),
                    FrameAt.instant(window.start()),
                    FrameAt.instant(window.end()),
                    at.frameId(),
                    at.epoch(),
                    window.frames(),
                    window.lateFrames(),
                    window.counts(label),
                    window.heat(),
                    at.zones()));
        }
    }

    void write(DataOutput out) throws IOException {
        out.writeLong(over);
        out.writeLong(latest);
        out.writeInt(0); // Was how often the clock was set back.
        out.writeInt(open.size());
        for (Window window : open.values()) {
            window.write(out);
        }
    }

    void read(DataInputStream in) throws IOException {
        over = in.readLong();
        latest = in.readLong();
        in.readInt();
        for (int count = in.readInt(); count > 0; count--) {
            Window window = Window.read(in);
            open.put(window.start(), window);
        }
    }
}
