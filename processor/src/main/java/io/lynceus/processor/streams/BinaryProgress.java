package io.lynceus.processor.streams;

import io.lynceus.processor.pipeline.KnownEpoch;
import io.lynceus.processor.pipeline.PacketFacts;
import io.lynceus.processor.pipeline.Progress;
import io.lynceus.processor.pipeline.SkippedFrames;
import io.lynceus.schemas.avro.CaptureTimeSource;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * {@link Progress} as release 0.1 and the versions before it stored it: a version, then the fields as {@link
 * DataOutputStream} writes them. It knows connections by their number only, so they come in its order, and nothing of
 * stages.
 */
final class BinaryProgress {
    static final byte VERSION = 3;
    /** Knew of no other connections. */
    private static final byte VERSION_2 = 2;
    /** Nor of skipped frames. */
    private static final byte VERSION_1 = 1;

    private static final long NO_SAMPLE = Long.MIN_VALUE;

    private BinaryProgress() {}

    /** Writes what version 3 knows of a progress; the order of connections is lost. */
    static void write(Progress progress, DataOutputStream out) throws IOException {
        out.writeByte(VERSION);
        out.writeUTF(progress.camera());
        out.writeLong(progress.epoch());
        out.writeBoolean(progress.start() != null);
        if (progress.start() != null) {
            write(progress.start(), out);
        }
        out.writeLong(progress.end());
        write(progress.seen(), out);
        out.writeInt(progress.due().size());
        for (PacketFacts packet : progress.due()) {
            write(packet, out);
        }
        out.writeBoolean(progress.skipped() != null);
        if (progress.skipped() != null) {
            write(progress.skipped(), out);
        }
        Long nextSample = progress.nextSample();
        out.writeLong(nextSample == null ? NO_SAMPLE : nextSample);
        writeConnections(progress, out);
    }

    /** Reads a progress of version 1 to 3, and leaves what follows it. */
    static Progress read(DataInputStream in) throws IOException {
        byte version = in.readByte();
        if (version < VERSION_1 || version > VERSION) {
            throw new IOException("version " + version + ", this program knows " + VERSION);
        }
        String camera = in.readUTF();
        long epoch = in.readLong();
        PacketFacts.@Nullable Origin start = in.readBoolean() ? origin(in) : null;
        long end = in.readLong();
        TreeMap<Long, SortedMap<Long, Long>> epochs = new TreeMap<>();
        SortedMap<Long, Long> seen = runs(in);
        List<PacketFacts> due = new ArrayList<>();
        for (int packets = in.readInt(); packets > 0; packets--) {
            due.add(packet(in));
        }
        SkippedFrames skipped = version > VERSION_1 && in.readBoolean() ? skipped(in) : null;
        long nextSample = version > VERSION_1 ? in.readLong() : NO_SAMPLE;
        boolean ended = version > VERSION_2 && readConnections(in, epochs);
        epochs.put(epoch, seen);
        List<KnownEpoch> known = epochs.entrySet().stream()
                .map(entry -> new KnownEpoch(entry.getKey(), entry.getValue(), 0))
                .toList();
        Long sample = nextSample == NO_SAMPLE ? null : nextSample;
        return new Progress(camera, epoch, ended, start, end, known, 0, due, skipped, sample, List.of());
    }

    /**
     * The time of the latest packet is left open: a program that reads it takes the connection for silent until its
     * next packet.
     */
    private static void writeConnections(Progress progress, DataOutputStream out) throws IOException {
        out.writeBoolean(progress.ended());
        write(Instant.EPOCH, out);
        List<KnownEpoch> others = progress.epochs().stream()
                .filter(known -> known.epoch() != progress.epoch())
                .toList();
        out.writeInt(others.size());
        for (KnownEpoch other : others) {
            out.writeLong(other.epoch());
            write(other.seen(), out);
        }
    }

    /** Adds the connections besides the one at work; true when that one has come to its marker. */
    private static boolean readConnections(DataInputStream in, Map<Long, SortedMap<Long, Long>> epochs)
            throws IOException {
        boolean ended = in.readBoolean();
        instant(in);
        for (int others = in.readInt(); others > 0; others--) {
            epochs.put(in.readLong(), runs(in));
        }
        return ended;
    }

    private static void write(SortedMap<Long, Long> runs, DataOutputStream out) throws IOException {
        out.writeInt(runs.size());
        for (Map.Entry<Long, Long> run : runs.entrySet()) {
            out.writeLong(run.getKey());
            out.writeLong(run.getValue());
        }
    }

    private static SortedMap<Long, Long> runs(DataInputStream in) throws IOException {
        TreeMap<Long, Long> read = new TreeMap<>();
        for (int runs = in.readInt(); runs > 0; runs--) {
            read.put(in.readLong(), in.readLong());
        }
        return read;
    }

    private static void write(SkippedFrames frames, DataOutputStream out) throws IOException {
        write(frames.first(), out);
        out.writeLong(frames.lastSequence());
        out.writeUTF(frames.reason());
    }

    private static SkippedFrames skipped(DataInputStream in) throws IOException {
        return new SkippedFrames(packet(in), in.readLong(), in.readUTF(), List.of());
    }

    private static void write(PacketFacts packet, DataOutputStream out) throws IOException {
        out.writeUTF(packet.camera());
        out.writeLong(packet.epoch());
        out.writeLong(packet.sequence());
        out.writeLong(packet.pts());
        out.writeInt(packet.timeBaseNumerator());
        out.writeInt(packet.timeBaseDenominator());
        write(packet.captureTime(), out);
        // That version stops at a name that it does not know.
        boolean known = packet.captureTimeSource() != CaptureTimeSource.INGEST_TIME;
        out.writeUTF((known ? packet.captureTimeSource() : CaptureTimeSource.INGEST_CLOCK).name());
        write(packet.ingestTime(), out);
        out.writeInt(packet.width());
        out.writeInt(packet.height());
        write(packet.origin(), out);
    }

    private static PacketFacts packet(DataInputStream in) throws IOException {
        return new PacketFacts(
                in.readUTF(),
                in.readLong(),
                in.readLong(),
                in.readLong(),
                in.readInt(),
                in.readInt(),
                instant(in),
                CaptureTimeSource.valueOf(in.readUTF()),
                instant(in),
                in.readInt(),
                in.readInt(),
                origin(in),
                true);
    }

    private static void write(Instant time, DataOutputStream out) throws IOException {
        out.writeLong(time.getEpochSecond());
        out.writeInt(time.getNano());
    }

    private static Instant instant(DataInputStream in) throws IOException {
        return Instant.ofEpochSecond(in.readLong(), in.readInt());
    }

    private static void write(PacketFacts.Origin origin, DataOutputStream out) throws IOException {
        out.writeUTF(origin.topic());
        out.writeInt(origin.partition());
        out.writeLong(origin.offset());
    }

    private static PacketFacts.Origin origin(DataInputStream in) throws IOException {
        return new PacketFacts.Origin(in.readUTF(), in.readInt(), in.readLong());
    }
}
