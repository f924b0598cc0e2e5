package io.lynceus.schemas;

import io.lynceus.schemas.avro.FrameDetections;

/**
 * The events for a consumer that names its deserializer by class: {@code
 * value.deserializer=io.lynceus.schemas.FrameDetectionsDeserializer}.
 */
public final class FrameDetectionsDeserializer extends SingleObjectDeserializer<FrameDetections> {
    public FrameDetectionsDeserializer() {
        super(FrameDetections.getClassSchema());
    }
}
