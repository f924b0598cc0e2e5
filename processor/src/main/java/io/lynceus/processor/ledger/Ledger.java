package io.lynceus.processor.ledger;

import io.lynceus.processor.kafka.Broker;
import io.lynceus.processor.kafka.Placed;
import io.lynceus.processor.kafka.RecordSizes;
import io.lynceus.processor.kafka.StretchReader;
import io.lynceus.processor.kafka.TopicNames;
import io.lynceus.processor.pipeline.SequenceSet;
import io.lynceus.schemas.EventFacts;
import io.lynceus.schemas.avro.EncodedPacket;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Holds the packets topic against the detections topic. Each event says which packet it is of, so all events are read,
 * and of the packets, which are fifty times as many bytes, those alone that have none: they are pending, missing,
 * copies, or no frames. One thread.
 */
public final class Ledger implements AutoCloseable {
    /**
     * Of packets after the last one that has an event. With more, process is away or behind, and that is answer enough.
     */
    private static final int MOST_OF_TAIL = 10_000;

    /** Stretches with fewer packets between them are read in one go. */
    private static final int CLOSE = 16;

    private static final int SHORT_FETCH = 1 << 20;
    /** An event is written after its packet, by whatever clocks of brokers the two are dated. */
    private static final Duration CLOCKS = Duration.ofMinutes(1);

    private final String packetsTopic;
    private final StretchReader<EncodedPacket> packets;
    private final StretchReader<EventFacts> events;
    private final LedgerCount count = new LedgerCount();
    private final Map<Integer, Long> begin;
    private final boolean all;
    /** Offsets of packets that have an event or were looked at, by partition. */
    private final Map<Integer, SequenceSet> known = new HashMap<>();

    private Map<Integer, Long> eventsRead;
    private long notLookedAt;
    private long packetsRead;

    private Ledger(
            String packetsTopic,
            StretchReader<EncodedPacket> packets,
            StretchReader<EventFacts> events,
            @Nullable Instant since) {
        this.packetsTopic = packetsTopic;
        this.packets = packets;
        this.events = events;
        this.all = since == null;
        this.begin = since == null ? packets.beginnings() : packets.from(since);
        this.eventsRead = since == null ? events.beginnings() : events.from(since.minus(CLOCKS));
    }

    /** Of all that both topics hold. */
    public static Ledger open(Broker broker) {
        return open(broker, null, () -> false);
    }

    /**
     * Finds out where to begin.
     *
     * @param since of packets that the broker stored then or later; null for all
     * @param stopped asked in between; true ends whatever is under way with a RunError
     * @throws io.lynceus.vision.RunError when the broker is away or a topic is missing
     */
    public static Ledger open(Broker broker, @Nullable Instant since, BooleanSupplier stopped) {
        TopicNames topics = broker.topics();
        broker.require(topics.packets(), topics.detections());
        return new Ledger(
                topics.packets(),
                new StretchReader<>(
                        broker, topics.packets(), broker.codecs().packets().deserializer(), SHORT_FETCH, stopped),
                new StretchReader<>(
                        broker,
                        topics.detections(),
                        broker.codecs().eventFacts(),
                        RecordSizes.PARTITION_FETCH,
                        stopped),
                since);
    }

    /**
     * What became of the frames that are captured by now: a frame is captured when it has a packet or an event, and is
     * counted under one status, or as pending or missing.
     *
     * @return one line a camera, by name
     * @throws io.lynceus.vision.RunError when the broker gives nothing for 30 s, or we are to stop
     */
    public List<CameraLedger> catchUp() {
        Map<Integer, Long> ends = packets.ends();
        readEvents();
        notLookedAt = 0;
        ends.forEach(this::look);
        return count.lines();
    }

    /**
     * Reads on in the events alone: those frames that were pending at the last {@link #catchUp} may have theirs by now.
     * The same lines.
     */
    public List<CameraLedger> settle() {
        readEvents();
        return count.lines();
    }

    /**
     * How many packets at the end of the topic, in which no frame has an event, were too many to be looked at one by
     * one. They are in no line.
     */
    public long notLookedAt() {
        return notLookedAt;
    }

    /** How many packets were read so far. */
    public long packetsRead() {
        return packetsRead;
    }

    private void readEvents() {
        Map<Integer, Long> ends = events.ends();
        events.read(eventsRead, ends, this::event);
        eventsRead = ends;
    }

    private void event(Placed<EventFacts> read) {
        EventFacts event = read.value();
        boolean ours = event.originTopic().equals(packetsTopic);
        long first = ours ? begin.getOrDefault(event.originPartition(), 0L) : 0;
        if (all || event.originOffset() >= first) {
            count.event(event);
        } else {
            count.earlier(event);
        }
        if (ours && event.originOffset() >= first) {
            SequenceSet there = known(event.originPartition());
            long offset = event.originOffset();
            there.add(offset);
            for (int step : event.offsetSteps()) {
                offset += step;
                there.add(offset);
            }
        }
    }

    private SequenceSet known(int partition) {
        return known.computeIfAbsent(partition, number -> new SequenceSet());
    }

    /** Reads the packets of one partition that have no event. */
    private void look(int partition, long end) {
        long first = begin.getOrDefault(partition, 0L);
        SequenceSet there = known(partition);
        long tail = Math.max(first, there.lastOr(first - 1) + 1);
        long last = Math.min(end, tail + MOST_OF_TAIL);
        notLookedAt += Math.max(0, end - last);
        SortedMap<Long, Long> gaps = there.gaps(first, last - 1, CLOSE);
        gaps.forEach((from, to) -> {
            packets.read(Map.of(partition, from), Map.of(partition, to + 1), this::packet);
            for (long offset = from; offset <= to; offset++) {
                there.add(offset);
            }
        });
    }

    private void packet(Placed<EncodedPacket> read) {
        packetsRead++;
        count.packet(read.value(), read.partition(), read.offset());
    }

    @Override
    public void close() {
        packets.close();
        events.close();
    }
}
