package io.lynceus.schemas;

import io.lynceus.schemas.avro.CameraStatus;
import org.apache.kafka.common.serialization.Serdes.WrapperSerde;

/** The values of the camera-status topic. Safe for use by many threads. */
public final class CameraStatusSerde extends WrapperSerde<CameraStatus> {
    public CameraStatusSerde() {
        super(
                new SingleObjectSerializer<>(CameraStatus.getClassSchema()),
                new SingleObjectDeserializer<>(CameraStatus.getClassSchema()));
    }
}
