package io.lynceus.processor.playback;

import io.lynceus.processor.kafka.Broker;
import io.lynceus.processor.kafka.StretchReader;
import io.lynceus.processor.partitions.HashedPartition;
import io.lynceus.schemas.avro.TrackEvent;
import io.lynceus.vision.RunError;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** Finds what is known of a track. */
public final class StoredTracks {
    private static final int FETCH = 1 << 20;

    private StoredTracks() {}

    /**
     * The frame in which a track was seen best, so far.
     *
     * @param stopped true ends it with a {@link RunError}
     * @throws RunError when the tracks topic has no such track, or the broker is away
     */
    public static FrameName best(Broker broker, String camera, long track, BooleanSupplier stopped) {
        String topic = broker.topics().tracks();
        broker.require(topic);
        TrackEvent last = null;
        try (StretchReader<TrackEvent> reader =
                new StretchReader<>(broker, topic, broker.codecs().tracks().deserializer(), FETCH, stopped)) {
            last = last(reader, camera, track);
        }
        if (last == null) {
            throw new RunError("track " + track + " of camera " + camera + " is not in " + topic
                    + ": it is older than the topic's retention, or there was none");
        }
        return FrameName.parse(last.getBest().getFrameId());
    }

    private static @Nullable TrackEvent last(StretchReader<TrackEvent> reader, String camera, long track) {
        TrackEvent[] last = {null};
        Map<Integer, Long> ends = reader.ends();
        int partition = HashedPartition.of(camera, ends.size());
        reader.read(
                Map.of(partition, reader.beginnings().getOrDefault(partition, 0L)),
                Map.of(partition, ends.getOrDefault(partition, 0L)),
                record -> {
                    TrackEvent event = record.value();
                    if (event.getCamera().equals(camera) && event.getTrackId() == track) {
                        last[0] = event;
                    }
                });
        return last[0];
    }
}
