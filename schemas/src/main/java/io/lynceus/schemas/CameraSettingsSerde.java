package io.lynceus.schemas;

import io.lynceus.schemas.avro.CameraSettings;
import org.apache.kafka.common.serialization.Serdes.WrapperSerde;

/** The values of the settings topic. Safe for use by many threads. */
public final class CameraSettingsSerde extends WrapperSerde<CameraSettings> {
    public CameraSettingsSerde() {
        super(
                new SingleObjectSerializer<>(CameraSettings.getClassSchema()),
                new SingleObjectDeserializer<>(CameraSettings.getClassSchema()));
    }
}
