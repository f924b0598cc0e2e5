package io.lynceus.schemas;

import io.lynceus.schemas.avro.TrackEvent;
import org.apache.kafka.common.serialization.Serdes.WrapperSerde;

/** The values of the tracks topic. Safe for use by many threads. */
public final class TrackEventSerde extends WrapperSerde<TrackEvent> {
    public TrackEventSerde() {
        super(
                new SingleObjectSerializer<>(TrackEvent.getClassSchema()),
                new SingleObjectDeserializer<>(TrackEvent.getClassSchema()));
    }
}
