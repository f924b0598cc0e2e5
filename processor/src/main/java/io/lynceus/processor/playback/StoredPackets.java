package io.lynceus.processor.playback;

import io.lynceus.processor.kafka.Broker;
import io.lynceus.processor.kafka.Placed;
import io.lynceus.processor.kafka.StretchReader;
import io.lynceus.processor.partitions.CameraPartitions;
import io.lynceus.processor.partitions.Claims;
import io.lynceus.schemas.avro.EncodedPacket;
import io.lynceus.vision.RunError;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;

/** Finds packets in their topic again. One thread. */
public final class StoredPackets implements AutoCloseable {
    /** The longest that is read before or after an event. */
    public static final Duration LONGEST = Duration.ofMinutes(5);

    private static final int FETCH = 1 << 20;
    /** How many records are read at first when a keyframe is looked for backwards. */
    private static final long STEP = 256;
    /** Pictures come in another order than their packets, but not by more than this. */
    private static final double REORDERED_SECONDS = 1;

    private final StretchReader<EncodedPacket> reader;
    private final FrameSearch<EncodedPacket> search;
    private final FrameOrigins origins;
    private final Broker broker;
    private final BooleanSupplier stopped;
    private final String topic;

    /**
     * @param stopped true ends whatever is under way with a {@link RunError}
     * @throws RunError when the broker is away or has no packets topic
     */
    public StoredPackets(Broker broker, BooleanSupplier stopped) {
        topic = broker.topics().packets();
        broker.require(topic);
        this.broker = broker;
        this.stopped = stopped;
        origins = new FrameOrigins(broker, stopped);
        reader = new StretchReader<>(broker, topic, broker.codecs().packets().deserializer(), FETCH, stopped);
        search = new FrameSearch<>(reader, StoredPackets::name, EncodedPacket::getIngestTime);
    }

    /**
     * The packets around a frame: where its event says, or, of one that has none yet, by looking for it where the
     * camera's packets are.
     *
     * @throws RunError when the frame's packet is not there
     */
    public Stretch around(FrameName frame, Duration before, Duration after) {
        FrameOrigin origin = origins.of(frame);
        if (origin != null && isThere(origin)) {
            return around(frame, origin.partition(), origin.offset(), before, after);
        }
        Claims claims = CameraPartitions.read(broker, stopped);
        int partition = claims.of(frame.camera(), reader.ends().size());
        Placed<EncodedPacket> found = search.find(frame, partition);
        if (found == null || found.value().getEndOfStream()) {
            throw gone(frame);
        }
        return around(frame, partition, found.offset(), before, after);
    }

    /** False when its time is over. */
    private boolean isThere(FrameOrigin origin) {
        return origin.topic().equals(topic)
                && origin.offset() >= reader.beginnings().getOrDefault(origin.partition(), Long.MAX_VALUE);
    }

    /**
     * The packets around a frame whose place is known, as its event has it.
     *
     * @throws RunError when the frame's packet is not there
     */
    public Stretch around(FrameName frame, int partition, long offset, Duration before, Duration after) {
        long beginning = reader.beginnings().getOrDefault(partition, 0L);
        long end = reader.ends().getOrDefault(partition, 0L);
        List<EncodedPacket> packets = new ArrayList<>();
        EncodedPacket event = backwards(frame, partition, offset, Math.max(beginning, 0), before, packets);
        double seconds = after.toMillis() / 1000.0;
        read(frame, partition, offset + 1, end, packet -> {
            if (packet.getEndOfStream()) {
                return false;
            }
            packets.add(packet);
            return Stretch.seconds(event, packet) <= seconds + REORDERED_SECONDS;
        });
        while (Stretch.seconds(event, packets.get(packets.size() - 1)) > seconds) {
            packets.remove(packets.size() - 1);
        }
        double from = Math.max(0, Stretch.seconds(packets.get(0), event) - before.toMillis() / 1000.0);
        return new Stretch(event, List.copyOf(packets), from);
    }

    /** Fills in the packets up to the event's, from a keyframe on. */
    private EncodedPacket backwards(
            FrameName frame, int partition, long offset, long beginning, Duration before, List<EncodedPacket> packets) {
        for (long step = STEP; ; step *= 2) {
            long from = Math.max(beginning, offset - step);
            packets.clear();
            read(frame, partition, from, offset + 1, packets::add);
            EncodedPacket event = packets.isEmpty() ? null : packets.get(packets.size() - 1);
            if (event == null || event.getSequence() != frame.sequence()) {
                throw gone(frame);
            }
            int start = start(packets, event, before);
            boolean all = from == beginning || packets.get(0).getSequence() == 0;
            if (start < 0 && all) {
                start = firstKeyframe(packets);
                if (start < 0) {
                    throw gone(frame);
                }
            }
            if (start >= 0) {
                packets.subList(0, start).clear();
                return event;
            }
        }
    }

    /** The last keyframe that is early enough; -1 when there is none. */
    private static int start(List<EncodedPacket> packets, EncodedPacket event, Duration before) {
        for (int i = packets.size() - 1; i >= 0; i--) {
            EncodedPacket packet = packets.get(i);
            if (packet.getKeyframe() && Stretch.seconds(packet, event) >= before.toMillis() / 1000.0) {
                return i;
            }
        }
        return -1;
    }

    private static int firstKeyframe(List<EncodedPacket> packets) {
        for (int i = 0; i < packets.size(); i++) {
            if (packets.get(i).getKeyframe()) {
                return i;
            }
        }
        return -1;
    }

    /** Gives the packets of the frame's connection, each once: a producer that tried again may have left two. */
    private void read(FrameName frame, int partition, long from, long to, Wanted wanted) {
        long[] last = {-1};
        reader.readWhile(Map.of(partition, from), Map.of(partition, to), record -> {
            EncodedPacket packet = record.value();
            boolean ours = packet.getCamera().equals(frame.camera())
                    && packet.getEpoch() == frame.epoch()
                    && packet.getSequence() > last[0];
            if (ours) {
                last[0] = packet.getSequence();
            }
            return !ours || wanted.take(packet);
        });
    }

    private static FrameName name(EncodedPacket packet) {
        return new FrameName(packet.getCamera(), packet.getEpoch(), packet.getSequence());
    }

    private RunError gone(FrameName frame) {
        return new RunError("the packets of " + frame + " are not in " + topic
                + ": they are older than the topic's retention, or that frame was never captured");
    }

    @Override
    public void close() {
        reader.close();
    }

    /** Takes packets. */
    private interface Wanted {
        /** False when there is enough. */
        boolean take(EncodedPacket packet);
    }
}
