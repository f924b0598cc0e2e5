package io.lynceus.processor.config;

/** What the keys for the broker say, which every configuration that needs one has. */
final class BrokerKeys {
    static final String SERVERS = "the Kafka brokers, several with commas; if not set those of the environment, else of"
            + " kafkaConfig, else 127.0.0.1:9092";

    static final String CLIENT = "a client.properties: TLS, SASL, whatever Kafka's clients know; the environment goes"
            + " before it, LYNCEUS_KAFKA_SASL_MECHANISM is sasl.mechanism";

    static final String PREFIX = "what the topics' names begin with; lynceus if neither this nor the environment says";

    private BrokerKeys() {}
}
