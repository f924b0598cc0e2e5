package io.lynceus.processor.ledger;

import io.lynceus.processor.pipeline.PacketFacts;
import io.lynceus.processor.pipeline.SequenceSet;
import io.lynceus.schemas.avro.EncodedPacket;
import io.lynceus.schemas.avro.FrameDetections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Counts packets and events, which may come in any order between the two. One thread. */
final class LedgerCount {
    /** H.264 and H.265 hold back no more pictures than this. */
    private static final int MOST_REORDERED = 16;

    private final Map<String, OneCamera> cameras = new TreeMap<>();

    private static final class OneCamera {
        /**
         * In the order in which they appeared: the number of a later one may be lower, see the processor's connections.
         */
        final Map<Long, OneEpoch> epochs = new LinkedHashMap<>();

        final Map<String, Long> byStatus = new TreeMap<>();
        long captured;
        long duplicate;
        long sharedIds;
        long outOfOrder;
    }

    private static final class OneEpoch {
        final SequenceSet packets = new SequenceSet();
        final SequenceSet events = new SequenceSet();
        final RecentIds oldIds = new RecentIds();
        long lastPts = Long.MIN_VALUE;

        @Nullable
        Long end;

        long dropped() {
            return packets.holes(end);
        }
    }

    void packet(EncodedPacket packet) {
        if (packet.getEndOfStream()) {
            end(packet);
            return;
        }
        OneCamera camera = cameras.computeIfAbsent(packet.getCamera(), name -> new OneCamera());
        if (epoch(camera, packet.getEpoch()).packets.add(packet.getSequence())) {
            camera.captured++;
        }
    }

    /** The marker is no frame, but its sequence says how many there were. */
    private void end(EncodedPacket packet) {
        OneCamera camera = cameras.get(packet.getCamera());
        OneEpoch epoch = camera == null ? null : camera.epochs.get(packet.getEpoch());
        if (epoch != null) {
            epoch.end = packet.getSequence();
        }
    }

    void event(FrameDetections event) {
        OneCamera camera = cameras.computeIfAbsent(event.getCamera(), name -> new OneCamera());
        OneEpoch epoch = epoch(camera, event.getEpoch());
        long last = event.getLastSequence() == null ? event.getSequence() : event.getLastSequence();
        long duplicate = camera.duplicate;
        for (long sequence = event.getSequence(); sequence <= last; sequence++) {
            if (!epoch.events.add(sequence)) {
                camera.duplicate++;
            }
        }
        if (camera.duplicate == duplicate && !isOwn(event) && !epoch.oldIds.add(event.getFrameId())) {
            camera.sharedIds++;
        }
        camera.byStatus.merge(event.getStatus().toString(), (long) event.getFrameCount(), Long::sum);
        if (event.getPts() < epoch.lastPts) {
            camera.outOfOrder++;
        }
        epoch.lastPts = Math.max(epoch.lastPts, event.getPts());
    }

    /** True for an id that no other frame can have; those of release 0.1 are looked at. */
    private static boolean isOwn(FrameDetections event) {
        return event.getFrameId().equals(PacketFacts.frameId(event.getCamera(), event.getEpoch(), event.getSequence()));
    }

    List<CameraLedger> lines() {
        return cameras.entrySet().stream()
                .map(entry -> line(entry.getKey(), entry.getValue()))
                .toList();
    }

    private static CameraLedger line(String name, OneCamera camera) {
        long pending = 0;
        long missing = 0;
        OneEpoch newest = newestWithEvents(camera);
        boolean past = newest != null;
        for (OneEpoch epoch : camera.epochs.values()) {
            past = past && epoch != newest;
            long without = epoch.packets.without(epoch.events);
            long open = past ? 0 : epoch.packets.from(firstOpen(epoch)).without(epoch.events);
            pending += open;
            missing += without - open;
        }
        long dropped =
                camera.epochs.values().stream().mapToLong(OneEpoch::dropped).sum();
        return new CameraLedger(
                name,
                camera.captured,
                camera.byStatus,
                pending,
                missing,
                camera.duplicate,
                camera.sharedIds,
                camera.outOfOrder,
                dropped);
    }

    private static @Nullable OneEpoch newestWithEvents(OneCamera camera) {
        OneEpoch newest = null;
        for (OneEpoch epoch : camera.epochs.values()) {
            newest = epoch.events.runs().isEmpty() ? newest : epoch;
        }
        return newest;
    }

    /**
     * The first packet that a decoder may still hold: a few before the last one that has its event, because codecs
     * reorder.
     */
    private static long firstOpen(OneEpoch epoch) {
        return epoch.events.lastOr(-1) - MOST_REORDERED;
    }

    private static OneEpoch epoch(OneCamera camera, long epoch) {
        return camera.epochs.computeIfAbsent(epoch, number -> new OneEpoch());
    }
}
