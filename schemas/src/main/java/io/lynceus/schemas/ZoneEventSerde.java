package io.lynceus.schemas;

import io.lynceus.schemas.avro.ZoneEvent;
import org.apache.kafka.common.serialization.Serdes.WrapperSerde;

/** The values of the zone-events topic. Safe for use by many threads. */
public final class ZoneEventSerde extends WrapperSerde<ZoneEvent> {
    public ZoneEventSerde() {
        super(
                new SingleObjectSerializer<>(ZoneEvent.getClassSchema()),
                new SingleObjectDeserializer<>(ZoneEvent.getClassSchema()));
    }
}
