package io.lynceus.processor.partitions;

import io.lynceus.processor.kafka.Broker;
import io.lynceus.processor.kafka.StretchReader;
import io.lynceus.processor.kafka.TopicNames;
import io.lynceus.schemas.EventFacts;
import io.lynceus.schemas.avro.CameraChange;
import io.lynceus.schemas.avro.CameraStatus;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;

/** Cameras that have been captured. Nothing is kept open. */
final class AtWork {
    private static final int FETCH = 1 << 20;
    /** Of each partition, from its end: a camera that is at work has one among them. */
    private static final long EVENTS = 20_000;

    /** That packets came of it. */
    private static final Set<CameraChange> CAPTURED =
            Set.of(CameraChange.CONNECTED, CameraChange.RECONNECTED, CameraChange.PACKETS_DROPPED, CameraChange.EOF);

    private static final Set<CameraChange> GONE = Set.of(CameraChange.REMOVED, CameraChange.EOF);

    private AtWork() {}

    /**
     * Cameras that were connected, as long as their status is kept, or have an event among the last: status of a camera
     * that has run for longer without a break is gone.
     *
     * @return by name, false for those of which it was said last that they are gone
     * @throws io.lynceus.vision.RunError when the broker is away or a topic is missing
     */
    static SortedMap<String, Boolean> of(Broker broker, BooleanSupplier stopped) {
        TopicNames topics = broker.topics();
        broker.require(topics.cameraStatus(), topics.detections());
        SortedMap<String, Boolean> cameras = new TreeMap<>();
        try (StretchReader<EventFacts> events =
                new StretchReader<>(broker, topics.detections(), broker.codecs().eventFacts(), FETCH, stopped)) {
            Map<Integer, Long> from = new HashMap<>(events.beginnings());
            Map<Integer, Long> ends = events.ends();
            from.replaceAll((partition, first) -> Math.max(first, ends.getOrDefault(partition, 0L) - EVENTS));
            events.read(from, ends, event -> cameras.put(event.value().camera(), true));
        }
        try (StretchReader<CameraStatus> status = new StretchReader<>(
                broker, topics.cameraStatus(), broker.codecs().cameraStatus().deserializer(), FETCH, stopped)) {
            status.read(status.beginnings(), status.ends(), read -> {
                CameraStatus one = read.value();
                if (CAPTURED.contains(one.getStatus()) || cameras.containsKey(one.getCamera())) {
                    cameras.put(one.getCamera(), !GONE.contains(one.getStatus()));
                }
            });
        }
        return cameras;
    }
}
