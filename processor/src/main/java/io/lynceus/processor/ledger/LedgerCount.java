package io.lynceus.processor.ledger;

import io.lynceus.processor.pipeline.PacketFacts;
import io.lynceus.processor.pipeline.SequenceSet;
import io.lynceus.schemas.EventFacts;
import io.lynceus.schemas.avro.EncodedPacket;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Counts events, and packets that may have none; those that have one need not come. Events of the same packets come
 * before them. One thread.
 */
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
        final Map<String, Long> byWriter = new TreeMap<>();
        long captured;
        long damaged;
        long duplicate;
        long sharedIds;
        long outOfOrder;
    }

    private static final class OneEpoch {
        /** With a packet or an event. */
        final SequenceSet frames = new SequenceSet();

        final SequenceSet events = new SequenceSet();
        /** With an event, and before what is looked at. */
        final SequenceSet earlier = new SequenceSet();

        final RecentIds oldIds = new RecentIds();
        long lastPts = Long.MIN_VALUE;

        /** Where its first frame is stored. */
        int partition;

        long offset = Long.MAX_VALUE;

        @Nullable
        Long end;

        long dropped() {
            return frames.holes(end);
        }

        void placed(int number, long at) {
            if (at < offset) {
                partition = number;
                offset = at;
            }
        }
    }

    /**
     * A packet.
     *
     * @param partition where it is stored
     */
    void packet(EncodedPacket packet, int partition, long offset) {
        if (packet.getEndOfStream()) {
            end(packet);
            return;
        }
        OneCamera camera = cameras.computeIfAbsent(packet.getCamera(), name -> new OneCamera());
        OneEpoch epoch = epoch(camera, packet.getEpoch());
        if (!epoch.earlier.contains(packet.getSequence()) && epoch.frames.add(packet.getSequence())) {
            epoch.placed(partition, offset);
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

    /** An event of a packet before those that are looked at; of a run of frames the later ones may be among them. */
    void earlier(EventFacts event) {
        OneCamera camera = cameras.computeIfAbsent(event.camera(), name -> new OneCamera());
        addAll(epoch(camera, event.epoch()).earlier, event);
    }

    void event(EventFacts event) {
        OneCamera camera = cameras.computeIfAbsent(event.camera(), name -> new OneCamera());
        OneEpoch epoch = epoch(camera, event.epoch());
        epoch.placed(event.originPartition(), event.originOffset());
        long fresh = addAll(epoch.events, event);
        camera.captured += addAll(epoch.frames, event);
        camera.duplicate += event.frameCount() - fresh;
        if (fresh == event.frameCount() && !isOwn(event) && !epoch.oldIds.add(event.frameId())) {
            camera.sharedIds++;
        }
        if (fresh > 0) {
            camera.byStatus.merge(event.status(), fresh, Long::sum);
            camera.damaged += event.damaged() ? fresh : 0;
        }
        camera.byWriter.merge(event.application(), (long) event.frameCount(), Long::sum);
        if (event.pts() < epoch.lastPts) {
            camera.outOfOrder++;
        }
        epoch.lastPts = Math.max(epoch.lastPts, event.pts());
    }

    /** @return how many of the event's frames were not there */
    private static long addAll(SequenceSet frames, EventFacts event) {
        long last = event.lastSequence() == null ? event.sequence() : event.lastSequence();
        long added = 0;
        for (long sequence = event.sequence(); sequence <= last; sequence++) {
            added += frames.add(sequence) ? 1 : 0;
        }
        return added;
    }

    /** True for an id that no other frame can have; those of release 0.1 are looked at. */
    private static boolean isOwn(EventFacts event) {
        return event.frameId().equals(PacketFacts.frameId(event.camera(), event.epoch(), event.sequence()));
    }

    List<CameraLedger> lines() {
        return cameras.entrySet().stream()
                .filter(entry -> entry.getValue().captured > 0)
                .map(entry -> line(entry.getKey(), entry.getValue()))
                .toList();
    }

    private static CameraLedger line(String name, OneCamera camera) {
        long pending = 0;
        long missing = 0;
        List<OneEpoch> epochs = inOrder(camera);
        OneEpoch newest = newestWithEvents(epochs);
        boolean past = newest != null;
        for (OneEpoch epoch : epochs) {
            past = past && epoch != newest;
            long without = epoch.frames.without(epoch.events);
            long open = past ? 0 : epoch.frames.from(firstOpen(epoch)).without(epoch.events);
            pending += open;
            missing += without - open;
        }
        long dropped =
                camera.epochs.values().stream().mapToLong(OneEpoch::dropped).sum();
        return new CameraLedger(
                name,
                camera.captured,
                camera.byStatus,
                camera.damaged,
                camera.byWriter,
                pending,
                missing,
                camera.duplicate,
                camera.sharedIds,
                camera.outOfOrder,
                dropped);
    }

    /** As their first packets are stored; as they appeared when those are in several partitions. */
    private static List<OneEpoch> inOrder(OneCamera camera) {
        List<OneEpoch> epochs = new ArrayList<>(camera.epochs.values());
        if (epochs.stream().mapToInt(epoch -> epoch.partition).distinct().count() == 1) {
            epochs.sort(Comparator.comparingLong(epoch -> epoch.offset));
        }
        return epochs;
    }

    private static @Nullable OneEpoch newestWithEvents(List<OneEpoch> epochs) {
        OneEpoch newest = null;
        for (OneEpoch epoch : epochs) {
            newest = epoch.events.runs().isEmpty() ? newest : epoch;
        }
        return newest;
    }

    /**
     * The first packet that a decoder may still hold: a few before the last one that has its event, because codecs
     * reorder.
     */
    private static long firstOpen(OneEpoch epoch) {
        return epoch.events.lastOr(epoch.earlier.lastOr(-1)) - MOST_REORDERED;
    }

    private static OneEpoch epoch(OneCamera camera, long epoch) {
        return camera.epochs.computeIfAbsent(epoch, number -> new OneEpoch());
    }
}
