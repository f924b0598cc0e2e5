package io.lynceus.processor.pipeline;

import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The frames of a camera whose events are due, the skipped ones that wait to share an event, and where decoding would
 * start for them.
 */
final class DueFrames {
    private final Map<Long, PacketFacts> due = new LinkedHashMap<>();
    private final ArrayDeque<Start> starts = new ArrayDeque<>();
    private @Nullable SkippedFrames skipped;
    /** Of a life that has ended, until its packets are decoded again. */
    private PacketFacts.@Nullable Origin earlierStart;

    /** A keyframe, or the beginning of a gradual refresh, and the packet whose picture is whole because of it. */
    private record Start(PacketFacts packet, PacketFacts whole) {}

    /** Notes that a packet came and is due an event. */
    void add(PacketFacts packet) {
        due.put(packet.sequence(), packet);
    }

    /**
     * The facts of a packet whose event is made now, or null when it has had its event. Pictures come in the order in
     * which they are shown: where the container does not say when that is, as in AVI, the earliest time in hand is this
     * one's, and another packet gets the time that stood for it.
     */
    @Nullable
    PacketFacts settle(long sequence) {
        PacketFacts packet = due.remove(sequence);
        if (packet == null) {
            return null;
        }
        PacketFacts earliest = due.values().stream()
                .filter(other -> !other.dated() || !packet.dated())
                .min(Comparator.comparingLong(PacketFacts::pts))
                .orElse(packet);
        if (earliest.pts() >= packet.pts()) {
            return packet;
        }
        due.put(earliest.sequence(), earliest.shownAt(packet));
        return packet.shownAt(earliest);
    }

    /** The packets whose events are due, oldest first; a copy. */
    List<PacketFacts> all() {
        return List.copyOf(due.values());
    }

    /** True when no packet that is due is shown after this one. */
    boolean shownLast(PacketFacts packet) {
        return due.values().stream().allMatch(other -> other.pts() <= packet.pts());
    }

    /**
     * Notes a settled packet as skipped: its event waits for those of the packets that follow.
     *
     * @return those before it, whose event is made now, or null when the packet has joined them or there were none
     */
    @Nullable
    SkippedFrames skip(PacketFacts packet, String reason) {
        SkippedFrames before = skipped;
        SkippedFrames more = before == null ? null : before.and(packet, reason);
        skipped = more == null ? new SkippedFrames(packet, reason) : more;
        return more == null ? before : null;
    }

    /** True while packets are skipped for that reason. */
    boolean isSkipping(String reason) {
        return skipped != null && skipped.reason().equals(reason);
    }

    /** The skipped packets that wait for their event, or null. */
    @Nullable
    SkippedFrames skipped() {
        return skipped;
    }

    /** The same, and their event is made now. */
    @Nullable
    SkippedFrames endSkipped() {
        SkippedFrames ended = skipped;
        skipped = null;
        return ended;
    }

    /**
     * Notes a packet with which a decoder can start.
     *
     * @param whole the packet from which on such a decoder gives the same pictures: the same one for a keyframe
     */
    void start(PacketFacts packet, PacketFacts whole) {
        starts.add(new Start(packet, whole));
    }

    /** The picture of a packet turned out to be damaged: what comes after it follows from what was before. */
    void damaged(long sequence) {
        Start first = starts.peek();
        starts.removeIf(start ->
                !start.equals(first) && start.packet.sequence() <= sequence && sequence <= start.whole.sequence());
    }

    /** The decoder is gone: no keyframe of the past helps any more. */
    void forgetKeyframes() {
        starts.clear();
        earlierStart = null;
    }

    /** Where decoding would have to start; null while a keyframe is waited for. */
    PacketFacts.@Nullable Origin start() {
        dropOldStarts();
        Start start = starts.peek();
        return start == null ? earlierStart : start.packet.origin();
    }

    /** Nothing is due any more. */
    void clear() {
        due.clear();
        forgetKeyframes();
    }

    /** Goes on from stored progress; starts are noted again as they are decoded again. */
    void resume(Progress progress) {
        skipped = progress.skipped();
        earlierStart = progress.start();
        progress.due().forEach(this::add);
    }

    /**
     * The next one is where to start once its whole frame is out and no older one is due. That frame too, because
     * pictures that are sent after a keyframe and shown before it build on the group before (open GOP), and they are
     * out when it is.
     */
    private void dropOldStarts() {
        Iterator<Start> later = starts.iterator();
        Start latest = null;
        while (later.hasNext()) {
            Start start = later.next();
            if (isOut(start.whole)) {
                latest = start;
            }
        }
        while (latest != null && !latest.equals(starts.peek())) {
            starts.remove();
        }
    }

    private boolean isOut(PacketFacts whole) {
        return due.values().stream()
                .allMatch(packet -> packet.origin().offset() > whole.origin().offset());
    }
}
