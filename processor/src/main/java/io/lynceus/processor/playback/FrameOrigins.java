package io.lynceus.processor.playback;

import io.lynceus.processor.kafka.Broker;
import io.lynceus.processor.kafka.Placed;
import io.lynceus.processor.kafka.StretchReader;
import io.lynceus.processor.partitions.HashedPartition;
import io.lynceus.schemas.avro.FrameDetections;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** What events say of where their packets are: wherever a camera was, and with a fraction of the bytes. One thread. */
final class FrameOrigins {
    private static final int FETCH = 64 << 10;
    /** Frames are shown, and have their events, in another order than their packets, but not by more than this. */
    private static final int REORDERED = 64;

    private final Broker broker;
    private final BooleanSupplier stopped;

    /** @param stopped true ends whatever is under way with a RunError */
    FrameOrigins(Broker broker, BooleanSupplier stopped) {
        this.broker = broker;
        this.stopped = stopped;
    }

    /**
     * Where a frame's packet is; null when it has no event of its own that can be found.
     *
     * @throws io.lynceus.vision.RunError when the broker is away
     */
    @Nullable
    FrameOrigin of(FrameName frame) {
        String topic = broker.topics().detections();
        if (!broker.has(topic)) {
            return null;
        }
        try (StretchReader<FrameDetections> reader =
                new StretchReader<>(broker, topic, broker.codecs().detections().deserializer(), FETCH, stopped)) {
            int partition = HashedPartition.of(frame.camera(), reader.ends().size());
            FrameSearch<FrameDetections> search =
                    new FrameSearch<>(reader, FrameOrigins::name, FrameDetections::getIngestTime);
            FrameName early = new FrameName(frame.camera(), frame.epoch(), Math.max(0, frame.sequence() - REORDERED));
            Placed<FrameDetections> first = search.from(early, partition);
            return first == null ? null : scan(reader, frame, first);
        }
    }

    private static @Nullable FrameOrigin scan(
            StretchReader<FrameDetections> reader, FrameName frame, Placed<FrameDetections> first) {
        FrameName late = new FrameName(frame.camera(), frame.epoch(), frame.sequence() + REORDERED);
        FrameOrigin[] found = {null};
        reader.readWhile(Map.of(first.partition(), first.offset()), reader.ends(), record -> {
            FrameDetections event = record.value();
            FrameName name = name(event);
            if (name.equals(frame)) {
                found[0] = new FrameOrigin(event.getOriginTopic(), event.getOriginPartition(), event.getOriginOffset());
                return false;
            }
            return !event.getCamera().equals(frame.camera()) || name.compareTo(late) <= 0;
        });
        return found[0];
    }

    private static FrameName name(FrameDetections event) {
        return new FrameName(event.getCamera(), event.getEpoch(), event.getSequence());
    }
}
