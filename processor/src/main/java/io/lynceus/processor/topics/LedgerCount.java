package io.lynceus.processor.topics;

import io.lynceus.schemas.avro.EncodedPacket;
import io.lynceus.schemas.avro.FrameDetections;
import java.util.HashMap;
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
        final Map<Long, OneEpoch> epochs = new HashMap<>();
        final Map<String, Long> byStatus = new TreeMap<>();
        long captured;
        long duplicate;
        long outOfOrder;
    }

    private static final class OneEpoch {
        final SequenceSet packets = new SequenceSet();
        final SequenceSet events = new SequenceSet();
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
        for (long sequence = event.getSequence(); sequence <= last; sequence++) {
            if (!epoch.events.add(sequence)) {
                camera.duplicate++;
            }
        }
        camera.byStatus.merge(event.getStatus().toString(), (long) event.getFrameCount(), Long::sum);
        if (event.getPts() < epoch.lastPts) {
            camera.outOfOrder++;
        }
        epoch.lastPts = Math.max(epoch.lastPts, event.getPts());
    }

    List<CameraLedger> lines() {
        return cameras.entrySet().stream()
                .map(entry -> line(entry.getKey(), entry.getValue()))
                .toList();
    }

    private static CameraLedger line(String name, OneCamera camera) {
        long pending = 0;
        long missing = 0;
        long newest = camera.epochs.entrySet().stream()
                .filter(entry -> !entry.getValue().events.runs().isEmpty())
                .mapToLong(Map.Entry::getKey)
                .max()
                .orElse(Long.MIN_VALUE);
        for (Map.Entry<Long, OneEpoch> entry : camera.epochs.entrySet()) {
            OneEpoch epoch = entry.getValue();
            long without = epoch.packets.without(epoch.events);
            long open = entry.getKey() < newest
                    ? 0
                    : epoch.packets.from(firstOpen(epoch)).without(epoch.events);
            pending += open;
            missing += without - open;
        }
        long dropped =
                camera.epochs.values().stream().mapToLong(OneEpoch::dropped).sum();
        return new CameraLedger(
                name, camera.captured, camera.byStatus, pending, missing, camera.duplicate, camera.outOfOrder, dropped);
    }

    /** The first packet that a decoder may still hold: a few before the last one that has its event, because codecs reorder. */
    private static long firstOpen(OneEpoch epoch) {
        return epoch.events.lastOr(-1) - MOST_REORDERED;
    }

    private static OneEpoch epoch(OneCamera camera, long epoch) {
        return camera.epochs.computeIfAbsent(epoch, number -> new OneEpoch());
    }
}
