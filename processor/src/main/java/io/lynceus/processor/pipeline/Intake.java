package io.lynceus.processor.pipeline;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Which of a camera's packets count: those of the connection at work, and of packets that were captured twice the
 * first.
 *
 * <p>Each connection is an epoch. One is newer than another when its first packet came later in the topic. Numbers and
 * times do not matter: they are made by the clock of a capture host, which may be an hour ahead of the next host's. The
 * newest connection is at work until its marker comes, or until {@value #MOST_OUTDATED} packets of older ones have come
 * without one of its own in between: then it is taken for dead, and the older one goes on. Should it send again, it is
 * at work again at once. Packets of a connection that is older than the one at work are outdated. All this follows from
 * the order of the packets alone, so that every replay decides the same.
 */
final class Intake {
    /** Half a minute of a camera with 25 frames a second. */
    static final int MOST_OUTDATED = 750;

    /** A camera has one connection, two when somebody captures it twice. Of others, those that sent last are known. */
    private static final int MOST_EPOCHS = 5;
    /** Gaps are packets that never came. A late one of an older gap than these would be taken for a copy. */
    private static final int MOST_RUNS = 128;

    /** By epoch, in the order in which the epochs appeared. */
    private final LinkedHashMap<Long, Connection> connections = new LinkedHashMap<>();

    private long atWork;
    private boolean ended;
    private int outdatedInARow;
    private long end;

    private static final class Connection {
        final SequenceSet seen;
        long end;

        Connection(SequenceSet seen, long end) {
            this.seen = seen;
            this.end = end;
        }
    }

    /** The epoch at work; of no meaning before the first {@link #begin}. */
    long atWork() {
        return atWork;
    }

    /** True when the epoch at work has come to its marker. */
    boolean ended() {
        return ended;
    }

    /** How many packets in a row were outdated. */
    int outdatedInARow() {
        return outdatedInARow;
    }

    /** Offset after the latest packet that was opened. */
    long end() {
        return end;
    }

    /**
     * Decides for the next packet of the topic whether it is of an older connection than the one at work; asked once
     * for each.
     */
    boolean outdated(long epoch) {
        boolean older = !ended && epoch != atWork && appearedBefore(epoch);
        outdatedInARow = older ? outdatedInARow + 1 : 0;
        return older && outdatedInARow <= MOST_OUTDATED;
    }

    private boolean appearedBefore(long epoch) {
        for (long known : connections.keySet()) {
            if (known == epoch || known == atWork) {
                return known == epoch;
            }
        }
        return false;
    }

    /**
     * Puts a connection to work.
     *
     * @param atItsEnd true when its marker has come
     */
    void begin(long epoch, boolean atItsEnd) {
        connection(epoch);
        atWork = epoch;
        ended = atItsEnd;
        outdatedInARow = 0;
        if (connections.size() > MOST_EPOCHS) {
            connections.keySet().stream()
                    .filter(known -> known != epoch)
                    .min(Comparator.comparingLong(known -> connection(known).end))
                    .ifPresent(connections::remove);
        }
    }

    private Connection connection(long epoch) {
        return connections.computeIfAbsent(epoch, unknown -> new Connection(new SequenceSet(), 0));
    }

    /** Notes a packet; false when it was seen before, because it was captured twice. */
    boolean open(PacketFacts packet) {
        end = packet.origin().offset() + 1;
        Connection connection = connection(packet.epoch());
        connection.end = end;
        boolean fresh = connection.seen.add(packet.sequence());
        connection.seen.closeGaps(MOST_RUNS);
        if (fresh && packet.epoch() == atWork) {
            ended = false;
        }
        return fresh;
    }

    /** True when the connection at work had packets before this one. */
    boolean hasBefore(PacketFacts packet) {
        SortedMap<Long, Long> seen = connection(atWork).seen.runs();
        return !seen.isEmpty() && seen.firstKey() < packet.sequence();
    }

    /** What was seen of the connections, in the order in which they appeared; a copy. */
    List<KnownEpoch> known() {
        List<KnownEpoch> known = new ArrayList<>();
        connections.forEach((epoch, one) -> known.add(new KnownEpoch(epoch, new TreeMap<>(one.seen.runs()), one.end)));
        return known;
    }

    /** Goes on from what was stored. */
    void resume(Progress progress) {
        connections.clear();
        progress.epochs()
                .forEach(known ->
                        connections.put(known.epoch(), new Connection(new SequenceSet(known.seen()), known.end())));
        atWork = progress.epoch();
        ended = progress.ended();
        outdatedInARow = progress.outdatedInARow();
        end = progress.end();
    }
}
