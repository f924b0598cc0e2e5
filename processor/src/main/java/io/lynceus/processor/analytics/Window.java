package io.lynceus.processor.analytics;

import io.lynceus.schemas.avro.ClassCount;
import io.lynceus.schemas.avro.HeatMap;
import java.io.DataInputStream;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/** What a camera's frames of one stretch of time add up to so far. One thread. */
final class Window {
    static final int COLUMNS = 32;
    static final int ROWS = 18;

    private final long start;
    private final long end;
    private final TreeMap<Tally.Key, Tally> tallies = new TreeMap<>();
    private final TreeMap<Integer, Long> heat = new TreeMap<>();
    private long frames;
    private long lateFrames;

    /** From start to before end, in microseconds since 1970. */
    Window(long start, long end) {
        this.start = start;
        this.end = end;
    }

    long start() {
        return start;
    }

    long end() {
        return end;
    }

    long frames() {
        return frames;
    }

    long lateFrames() {
        return lateFrames;
    }

    void addFrame() {
        frames++;
    }

    void addLateFrame() {
        lateFrames++;
    }

    Tally of(Tally.Key key) {
        return tallies.computeIfAbsent(key, none -> new Tally());
    }

    /** An object stood there, in 0..1 of the picture. */
    void stood(double x, double y) {
        int column = Math.min(COLUMNS - 1, (int) (x * COLUMNS));
        int row = Math.min(ROWS - 1, (int) (y * ROWS));
        heat.merge(row * COLUMNS + column, 1L, Long::sum);
    }

    List<ClassCount> counts(IntFunction<String> label) {
        List<ClassCount> counts = new ArrayList<>(tallies.size());
        tallies.forEach((key, tally) -> counts.add(tally.record(key, label.apply(key.classId()))));
        return counts;
    }

    @Nullable
    HeatMap heat() {
        if (heat.isEmpty()) {
            return null;
        }
        List<Long> cells = new ArrayList<>(COLUMNS * ROWS);
        for (int cell = 0; cell < COLUMNS * ROWS; cell++) {
            cells.add(heat.getOrDefault(cell, 0L));
        }
        return new HeatMap(COLUMNS, ROWS, cells);
    }

    void write(DataOutput out) throws IOException {
        out.writeLong(start);
        out.writeLong(end);
        out.writeLong(frames);
        out.writeLong(lateFrames);
        out.writeInt(tallies.size());
        for (Map.Entry<Tally.Key, Tally> tally : tallies.entrySet()) {
            tally.getValue().write(tally.getKey(), out);
        }
        out.writeInt(heat.size());
        for (Map.Entry<Integer, Long> cell : heat.entrySet()) {
            out.writeInt(cell.getKey());
            out.writeLong(cell.getValue());
        }
    }

    static Window read(DataInputStream in) throws IOException {
        Window window = new Window(in.readLong(), in.readLong());
        window.frames = in.readLong();
        window.lateFrames = in.readLong();
        for (int count = in.readInt(); count > 0; count--) {
            window.tallies.put(Tally.readKey(in), Tally.read(in));
        }
        for (int count = in.readInt(); count > 0; count--) {
            window.heat.put(in.readInt(), in.readLong());
        }
        return window;
    }
}
