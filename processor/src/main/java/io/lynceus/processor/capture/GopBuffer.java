package io.lynceus.processor.capture;

import io.lynceus.schemas.avro.EncodedPacket;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Packets on their way to the broker, and the one place where any are dropped. It holds a bounded number of bytes and
 * hands over a bounded number of bytes that are not settled yet. When it is full, a live camera's packet pushes out the
 * oldest groups of pictures of live cameras, whole or what is left of them; each leaves a {@link Gap} in its place. A
 * file's packet waits for room instead. What was handed over is never dropped, because it may be stored.
 *
 * <p>Safe for use by many threads: cameras put, one sender takes, the producer's thread settles.
 */
final class GopBuffer {
    private static final Logger LOG = LoggerFactory.getLogger(GopBuffer.class);

    private final long capacity;
    private final long window;
    private final String reason;
    /** Oldest first, a camera's in their order. */
    private final ArrayDeque<Gop> gops = new ArrayDeque<>();
    /** The group that each camera is filling. */
    private final Map<String, Gop> open = new HashMap<>();

    private final Map<String, Long> handedEpochs = new HashMap<>();
    private final TreeSet<Long> unsettled = new TreeSet<>();
    /** What was handed over and came back, by ticket. */
    private final TreeMap<Long, Outgoing.Stored> back = new TreeMap<>();

    private boolean givingBack;
    private int handed;
    private long tickets;
    private long waitingBytes;
    private long handedBytes;
    private long dropped;
    private boolean overflowing;
    private boolean stalled;
    private boolean closed;

    /**
     * @param capacity bytes that wait at most; one packet may be larger
     * @param window bytes handed over and not settled at most; one packet may be larger
     * @param reason what the gaps say
     */
    GopBuffer(long capacity, long window, String reason) {
        this.capacity = capacity;
        this.window = window;
        this.reason = reason;
    }

    /**
     * Takes a packet in; blocks only for a file's packet while there is no room. After {@link #close} it does nothing.
     */
    synchronized void put(EncodedPacket packet) throws InterruptedException {
        Outgoing.Stored stored = Outgoing.Stored.of(++tickets, packet);
        if (Gop.live(packet)) {
            makeRoom(stored.bytes());
        } else {
            while (!fits(stored.bytes()) && !closed) {
                wait();
            }
        }
        if (closed) {
            return;
        }
        Gop gop = gopOf(packet);
        if (!packet.getEndOfStream() && (gop.isCut() || !fits(stored.bytes()))) {
            unsettled.add(stored.ticket());
            lose(gop, stored);
        } else if (!gop.isCut() || handed(gop)) {
            gop.add(stored);
            unsettled.add(stored.ticket());
            waitingBytes += stored.bytes();
        }
        if (packet.getEndOfStream()) {
            gop.complete();
            open.remove(gop.camera());
        }
        notifyAll();
    }

    private boolean fits(int bytes) {
        return waitingBytes == 0 || waitingBytes + bytes <= capacity;
    }

    private void makeRoom(int bytes) {
        Iterator<Gop> oldest = gops.iterator();
        while (!fits(bytes) && oldest.hasNext()) {
            Gop gop = oldest.next();
            if (gop.isDone()) {
                oldest.remove();
            } else if (gop.droppable()) {
                drop(gop);
            }
        }
    }

    private void drop(Gop gop) {
        if (!overflowing) {
            overflowing = true;
            LOG.warn("{}: the oldest groups of pictures are dropped from now on", reason);
        }
        for (Outgoing.Stored packet : gop.takeAll()) {
            waitingBytes -= packet.bytes();
            if (!packet.packet().getEndOfStream()) {
                lose(gop, packet);
            } else if (handed(gop)) {
                gop.add(packet);
                waitingBytes += packet.bytes();
            } else {
                unsettled.remove(packet.ticket());
            }
        }
        mergeWithGapBefore(gop);
    }

    private void lose(Gop gop, Outgoing.Stored frame) {
        dropped++;
        if (gop.lose(frame, reason) != frame.ticket()) {
            unsettled.remove(frame.ticket());
        }
    }

    private void mergeWithGapBefore(Gop gop) {
        for (Gop older : gops) {
            if (older == gop) {
                return;
            }
            Long ticket = gop.mergeAfter(older);
            if (ticket != null) {
                unsettled.remove(ticket);
                return;
            }
        }
    }

    /** A marker ends an epoch for the decoder, which knows only of epochs that it has had packets of. */
    private boolean handed(Gop gop) {
        return Long.valueOf(gop.epoch()).equals(handedEpochs.get(gop.camera()));
    }

    private Gop gopOf(EncodedPacket packet) {
        Gop current = open.get(packet.getCamera());
        if (current != null && !current.startsAnother(packet)) {
            return current;
        }
        if (current != null) {
            current.complete();
        }
        Gop next = new Gop(packet);
        open.put(packet.getCamera(), next);
        gops.add(next);
        return next;
    }

    /**
     * The next packet or gap, to be handed over and then settled; waits until there is one and the window has room for
     * it. When packets have come back, nothing else goes until all others that are under way are settled or back too;
     * then these go first, in their order.
     *
     * @return null after {@link #close}
     */
    synchronized @Nullable Outgoing take() throws InterruptedException {
        while (!closed) {
            Outgoing.Stored returned = nextOfBack();
            if (returned != null) {
                return returned;
            }
            Gop gop = back.isEmpty() ? oldest() : null;
            Outgoing next = gop == null ? null : gop.peek();
            if (gop != null && next != null && windowTakes(next)) {
                gop.poll();
                handOver(next);
                return next;
            }
            wait();
        }
        return null;
    }

    private Outgoing.@Nullable Stored nextOfBack() {
        if (back.isEmpty() || (handed > 0 && !givingBack)) {
            return null;
        }
        Outgoing.Stored next = back.pollFirstEntry().getValue();
        givingBack = !back.isEmpty();
        handed++;
        handedBytes += next.bytes();
        return next;
    }

    /** A packet that was taken is not stored and is to be handed over again. */
    synchronized void again(Outgoing.Stored taken) {
        handed--;
        handedBytes -= taken.bytes();
        stalled = false;
        givingBack = false;
        back.put(taken.ticket(), taken.triedAgain());
        notifyAll();
    }

    /** The oldest group that has something to hand over. */
    private @Nullable Gop oldest() {
        for (Iterator<Gop> oldest = gops.iterator(); oldest.hasNext(); ) {
            Gop gop = oldest.next();
            if (gop.peek() != null) {
                return gop;
            }
            if (gop.isDone()) {
                oldest.remove();
            }
        }
        return null;
    }

    /**
     * Once something did not go in, nothing does until the broker takes something: a gap would be told of too early and
     * grow.
     */
    private boolean windowTakes(Outgoing next) {
        int bytes = next instanceof Outgoing.Stored stored ? stored.bytes() : 0;
        stalled |= handedBytes > 0 && handedBytes + bytes > window;
        return !stalled;
    }

    private void handOver(Outgoing next) {
        if (next instanceof Outgoing.Stored stored) {
            waitingBytes -= stored.bytes();
            handed++;
            handedBytes += stored.bytes();
            handedEpochs.put(stored.packet().getCamera(), stored.packet().getEpoch());
            overflowing &= waitingBytes > capacity / 2;
            notifyAll();
        }
    }

    /** What was taken is dealt with. */
    synchronized void settle(Outgoing taken) {
        unsettled.remove(taken.ticket());
        if (taken instanceof Outgoing.Stored stored) {
            handed--;
            handedBytes -= stored.bytes();
            stalled = false;
        }
        notifyAll();
    }

    /** A packet that was taken is not stored and never will be: it becomes a gap of its own, unless it was no frame. */
    synchronized void refuse(Outgoing.Stored taken, String why) {
        settle(taken);
        if (!taken.packet().getEndOfStream()) {
            Gop gap = new Gop(taken.packet());
            gap.lose(taken, why);
            gap.complete();
            dropped++;
            unsettled.add(taken.ticket());
            gops.add(gap);
        }
    }

    /**
     * Waits until all that was put in so far is settled, its gaps too.
     *
     * @return false when the time was up first, or the buffer was closed
     */
    synchronized boolean awaitSettled(long nanos) throws InterruptedException {
        long last = tickets;
        long end = System.nanoTime() + nanos;
        while (!unsettled.isEmpty() && unsettled.first() <= last) {
            long left = end - System.nanoTime();
            if (closed || left <= 0) {
                return false;
            }
            TimeUnit.NANOSECONDS.timedWait(this, left);
        }
        return true;
    }

    /** Frames that were dropped or refused so far. */
    synchronized long dropped() {
        return dropped;
    }

    /** Packets and gaps that are not settled. */
    synchronized int unsettled() {
        return unsettled.size();
    }

    /** Bytes that may wait. */
    long capacity() {
        return capacity;
    }

    /** Bytes that wait. */
    synchronized long waitingBytes() {
        return waitingBytes;
    }

    /** Wakes everybody; what waits stays where it is and goes nowhere. */
    synchronized void close() {
        closed = true;
        notifyAll();
    }
}
