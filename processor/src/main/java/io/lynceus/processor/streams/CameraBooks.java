package io.lynceus.processor.streams;

import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The books of one camera: which of its packets were seen, which of them are due an event, and where decoding would have to start again
 * for those.
 */
final class CameraBooks {
    private final Map<Long, PacketFacts> due = new LinkedHashMap<>();
    private final ArrayDeque<PacketFacts> keyframes = new ArrayDeque<>();
    private final Connections connections = new Connections();
    private final String camera;
    private @Nullable SkippedRun run;
    private long end;

    CameraBooks(String camera) {
        this.camera = camera;
    }

    long epoch() {
        return connections.atWork();
    }

    /** Another connection, or what comes after the current one's marker: nothing is due any more. What was seen of each is kept. */
    void begin(long epoch, boolean atItsEnd) {
        connections.begin(epoch, atItsEnd);
        due.clear();
        keyframes.clear();
    }

    /** True when the connection at work has come to its marker. */
    boolean ended() {
        return connections.ended();
    }

    /** Decides whether a packet is of an older connection than the one at work; asked once for each packet, in the topic's order. */
    boolean outdated(PacketFacts packet) {
        return connections.outdated(packet.epoch());
    }

    /** Notes an outdated packet; false when it was seen before. */
    boolean openOutdated(PacketFacts packet) {
        end = packet.origin().offset() + 1;
        return connections.open(packet.epoch(), packet.sequence());
    }

    /** Notes that a packet came and is due an event; false when it was seen before, because it was captured twice. */
    boolean open(PacketFacts packet) {
        end = packet.origin().offset() + 1;
        if (!connections.open(packet.epoch(), packet.sequence())) {
            return false;
        }
        due.put(packet.sequence(), packet);
        return true;
    }

    /** The facts of a packet whose event is made now, or null when it has had its event. */
    @Nullable
    PacketFacts settle(long sequence) {
        return due.remove(sequence);
    }

    /**
     * Notes a settled packet as skipped: its event waits for those of the packets that follow.
     *
     * @return the run before it, whose event is made now, or null when the packet has joined it or there was none
     */
    @Nullable
    SkippedRun skip(PacketFacts packet, String reason) {
        SkippedRun before = run;
        SkippedRun longer = before == null ? null : before.and(packet, reason);
        run = longer == null ? new SkippedRun(packet, packet.sequence(), reason) : longer;
        return longer == null ? before : null;
    }

    /** True while packets are skipped for that reason. */
    boolean isSkipping(String reason) {
        return run != null && run.reason().equals(reason);
    }

    /** The skipped packets whose event is made now, or null when none waits. */
    @Nullable
    SkippedRun endRun() {
        SkippedRun ended = run;
        run = null;
        return ended;
    }

    /** True when the epoch had packets before this one. */
    boolean hasBefore(PacketFacts packet) {
        return connections.hasBefore(packet.sequence());
    }

    /** True when no packet that is due is shown after this one. */
    boolean shownLast(PacketFacts packet) {
        return due.values().stream().allMatch(other -> other.pts() <= packet.pts());
    }

    /** The packets whose events are due, oldest first; a copy. */
    List<PacketFacts> due() {
        return List.copyOf(due.values());
    }

    /** Notes a keyframe at which a decoder can start. */
    void keyframe(PacketFacts packet) {
        keyframes.add(packet);
    }

    /** The decoder is gone: no keyframe of the past helps any more. */
    void forgetKeyframes() {
        keyframes.clear();
    }

    /** @param nextSample kept for the camera's choice of frames */
    Progress progress(long nextSample) {
        dropOldKeyframes();
        PacketFacts start = keyframes.peek();
        return new Progress(
                camera,
                connections.atWork(),
                connections.ended(),
                start == null ? null : start.origin(),
                end,
                connections.known(),
                connections.outdatedInARow(),
                due(),
                run,
                nextSample);
    }

    /** Goes on from stored progress; keyframes are noted again as they are decoded again. */
    void resume(Progress progress) {
        connections.resume(progress);
        end = progress.end();
        run = progress.run();
        progress.due().forEach(packet -> due.put(packet.sequence(), packet));
    }

    /**
     * The next keyframe is where to start once its own frame is out and no older one is due. Its own frame too, because pictures that
     * are sent after the keyframe and shown before it build on the group before (open GOP), and they are out when it is.
     */
    private void dropOldKeyframes() {
        Iterator<PacketFacts> later = keyframes.iterator();
        PacketFacts start = null;
        while (later.hasNext()) {
            PacketFacts keyframe = later.next();
            if (isOut(keyframe)) {
                start = keyframe;
            }
        }
        while (start != null && !start.equals(keyframes.peek())) {
            keyframes.remove();
        }
    }

    private boolean isOut(PacketFacts keyframe) {
        return due.values().stream()
                .allMatch(packet -> packet.origin().offset() > keyframe.origin().offset());
    }
}
