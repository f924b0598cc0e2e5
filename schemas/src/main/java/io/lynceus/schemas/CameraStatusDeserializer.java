package io.lynceus.schemas;

import io.lynceus.schemas.avro.CameraStatus;

/**
 * The cameras' status for a consumer that names its deserializer by class: {@code
 * value.deserializer=io.lynceus.schemas.CameraStatusDeserializer}.
 */
public final class CameraStatusDeserializer extends SingleObjectDeserializer<CameraStatus> {
    public CameraStatusDeserializer() {
        super(CameraStatus.getClassSchema());
    }
}
