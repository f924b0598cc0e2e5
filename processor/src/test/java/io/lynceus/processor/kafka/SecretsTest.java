package io.lynceus.processor.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.apache.kafka.common.KafkaException;
import org.junit.jupiter.api.Test;

class SecretsTest {
    private static final String JAAS =
            "org.apache.kafka.common.security.scram.ScramLoginModule required username=\"cam\" password=\"hunter22\";";
    private static final Broker BROKER = new Broker(
            "kafka:9093",
            new ClientSettings(Map.of("sasl.jaas.config", JAAS, "ssl.truststore.password", "changeit")),
            TopicNames.DEFAULT);

    @Test
    void theTextOfABrokerIsItsAddress() {
        assertThat(BROKER).hasToString("kafka:9093");
        assertThat(BROKER.client()).hasToString("[sasl.jaas.config, ssl.truststore.password]");
    }

    @Test
    void whatKafkaQuotesOfOurSettingsIsHidden() {
        assertThat(BROKER.words(new KafkaException("no such login module: " + JAAS)))
                .isEqualTo("no such login module: ***");
        assertThat(BROKER.words(new KafkaException("key hunter22 of store changeit")))
                .isEqualTo("key *** of store ***");
    }
}
