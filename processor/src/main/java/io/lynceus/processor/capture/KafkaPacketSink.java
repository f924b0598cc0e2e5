package io.lynceus.processor.capture;

import io.lynceus.schemas.avro.EncodedPacket;

/** The packets topic. */
public final class KafkaPacketSink implements PacketSink, AutoCloseable {
    /**
     * Connects.
     *
     * @param bootstrap host:port of the broker
     * @throws io.lynceus.processor.config.RunError when the broker is away or the topic is missing
     */
    public static KafkaPacketSink open(String bootstrap) {
        throw new UnsupportedOperationException("coming: " + bootstrap);
    }

    private KafkaPacketSink() {}

    @Override
    public void send(EncodedPacket packet) {}

    @Override
    public void flush() {}

    @Override
    public void close() {}
}
