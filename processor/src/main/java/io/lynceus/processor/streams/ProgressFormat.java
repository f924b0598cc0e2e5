package io.lynceus.processor.streams;

import io.lynceus.schemas.avro.CaptureTimeSource;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.jspecify.annotations.Nullable;

/** {@link Progress} as bytes: a version, then the fields as {@link DataOutputStream} writes them. Nobody else reads it. */
final class ProgressFormat {
    private static final byte VERSION = 3;
    /** Knew of no other connections. */
    private static final byte VERSION_2 = 2;
    /** Nor of skipped frames. */
    private static final byte VERSION_1 = 1;

    private ProgressFormat() {}

    static Serde<Progress> serde() {
        return Serdes.serdeFrom((topic, progress) -> write(progress), (topic, bytes) -> read(bytes));
    }

    static byte[] write(Progress progress) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(bytes);
        try {
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
            out.writeBoolean(progress.run() != null);
            if (progress.run() != null) {
                write(progress.run(), out);
            }
            out.writeLong(progress.nextSample());
            write(progress.connections(), out);
        } catch (IOException e) {
            throw new SerializationException("a camera's progress: " + e.getMessage(), e);
        }
        return bytes.toByteArray();
    }

    /** @throws SerializationException when a newer version wrote it, or nobody */
    static Progress read(byte[] bytes) {
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
            byte version = in.readByte();
            if (version < VERSION_1 || version > VERSION) {
                throw new IOException("version " + version + ", this program knows " + VERSION);
            }
            String camera = in.readUTF();
            long epoch = in.readLong();
            PacketFacts.@Nullable Origin start = in.readBoolean() ? origin(in) : null;
            long end = in.readLong();
            SortedMap<Long, Long> seen = runs(in);
            List<PacketFacts> due = new ArrayList<>();
            for (int packets = in.readInt(); packets > 0; packets--) {
                due.add(packet(in));
            }
            SkippedRun run = version > VERSION_1 && in.readBoolean() ? run(in) : null;
            long nextSample = version > VERSION_1 ? in.readLong() : FrameChoice.NONE_YET;
            Connections connections = version > VERSION_2 ? connections(in) : Connections.NONE;
            return new Progress(camera, epoch, start, end, seen, due, run, nextSample, connections);
        } catch (IOException | RuntimeException e) {
            throw new SerializationException(
                    "a camera's stored progress cannot be read: "
                            + Objects.requireNonNullElse(e.getMessage(), "it ends too soon"),
                    e);
        }
    }

    private static void write(Connections connections, DataOutputStream out) throws IOException {
        out.writeBoolean(connections.ended());
        write(connections.latest(), out);
        out.writeInt(connections.past().size());
        for (Map.Entry<Long, SortedMap<Long, Long>> epoch : connections.past().entrySet()) {
            out.writeLong(epoch.getKey());
            write(epoch.getValue(), out);
        }
    }

    private static Connections connections(DataInputStream in) throws IOException {
        boolean ended = in.readBoolean();
        Instant latest = instant(in);
        TreeMap<Long, SortedMap<Long, Long>> past = new TreeMap<>();
        for (int epochs = in.readInt(); epochs > 0; epochs--) {
            past.put(in.readLong(), runs(in));
        }
        return new Connections(ended, latest, past);
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

    private static void write(SkippedRun run, DataOutputStream out) throws IOException {
        write(run.first(), out);
        out.writeLong(run.lastSequence());
        out.writeUTF(run.reason());
    }

    private static SkippedRun run(DataInputStream in) throws IOException {
        return new SkippedRun(packet(in), in.readLong(), in.readUTF());
    }

    private static void write(PacketFacts packet, DataOutputStream out) throws IOException {
        out.writeUTF(packet.camera());
        out.writeLong(packet.epoch());
        out.writeLong(packet.sequence());
        out.writeLong(packet.pts());
        out.writeInt(packet.timeBaseNumerator());
        out.writeInt(packet.timeBaseDenominator());
        write(packet.captureTime(), out);
        out.writeUTF(packet.captureTimeSource().name());
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
                origin(in));
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
