package io.lynceus.schemas;

import io.lynceus.schemas.avro.TrackEvent;

/**
 * The tracks for a consumer that names its deserializer by class: {@code
 * value.deserializer=io.lynceus.schemas.TrackEventDeserializer}.
 */
public final class TrackEventDeserializer extends SingleObjectDeserializer<TrackEvent> {
    public TrackEventDeserializer() {
        super(TrackEvent.getClassSchema());
    }
}
