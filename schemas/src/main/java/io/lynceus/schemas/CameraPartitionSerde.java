package io.lynceus.schemas;

import io.lynceus.schemas.avro.CameraPartition;
import org.apache.kafka.common.serialization.Serdes.WrapperSerde;

/** The values of the topic of cameras' partitions. Safe for use by many threads. */
public final class CameraPartitionSerde extends WrapperSerde<CameraPartition> {
    public CameraPartitionSerde() {
        super(
                new SingleObjectSerializer<>(CameraPartition.getClassSchema()),
                new SingleObjectDeserializer<>(CameraPartition.getClassSchema()));
    }
}
