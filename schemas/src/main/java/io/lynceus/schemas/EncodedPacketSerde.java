package io.lynceus.schemas;

import io.lynceus.schemas.avro.EncodedPacket;
import org.apache.kafka.common.serialization.Serdes.WrapperSerde;

/**
 * The values of the packets topic. Safe for use by many threads.
 *
 * <p>The packet's {@code data} and {@code extradata} are views of the bytes that Kafka gave, not copies.
 */
public final class EncodedPacketSerde extends WrapperSerde<EncodedPacket> {
    public EncodedPacketSerde() {
        super(
                new SingleObjectSerializer<>(EncodedPacket.getClassSchema()),
                new SingleObjectDeserializer<>(EncodedPacket.getClassSchema()));
    }
}
