package io.lynceus.schemas;

import io.lynceus.schemas.avro.FrameDetections;
import org.apache.kafka.common.serialization.Serdes.WrapperSerde;

/** The values of the detections topic. Safe for use by many threads. */
public final class FrameDetectionsSerde extends WrapperSerde<FrameDetections> {
    public FrameDetectionsSerde() {
        super(
                new SingleObjectSerializer<>(FrameDetections.getClassSchema()),
                new SingleObjectDeserializer<>(FrameDetections.getClassSchema()));
    }
}
