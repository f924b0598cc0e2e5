package io.lynceus.schemas;

import io.lynceus.schemas.avro.ZoneEvent;

/**
 * The events of zones and lines for a consumer that names its deserializer by class: {@code
 * value.deserializer=io.lynceus.schemas.ZoneEventDeserializer}.
 */
public final class ZoneEventDeserializer extends SingleObjectDeserializer<ZoneEvent> {
    public ZoneEventDeserializer() {
        super(ZoneEvent.getClassSchema());
    }
}
