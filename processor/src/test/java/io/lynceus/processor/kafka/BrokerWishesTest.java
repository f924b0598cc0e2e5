package io.lynceus.processor.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lynceus.vision.UserError;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BrokerWishesTest {
    private static final BrokerWishes NONE = new BrokerWishes(null, null, null);
    private static final BrokerEnvironment NOTHING = new BrokerEnvironment(Map.of());

    @TempDir
    Path folder;

    @Test
    void whereNobodySaysAnythingTheBrokerIsOnThisMachine() {
        assertThat(NONE.broker(NOTHING)).isEqualTo(Broker.at("127.0.0.1:9092"));
    }

    @Test
    void whatAVerbWasToldGoesBeforeTheEnvironmentAndThatBeforeTheClientSettings() throws IOException {
        Path clients = clients("bootstrap.servers=clients:1\n");
        BrokerEnvironment environment = new BrokerEnvironment(
                Map.of("LYNCEUS_KAFKA_BOOTSTRAP_SERVERS", "environment:1", "LYNCEUS_TOPICS_PREFIX", "environment"));

        assertThat(new BrokerWishes("told:1", clients, "told").broker(environment))
                .returns("told:1", Broker::bootstrap)
                .returns(new TopicNames("told"), Broker::topics);
        assertThat(new BrokerWishes(null, clients, null).broker(environment))
                .returns("environment:1", Broker::bootstrap)
                .returns(new TopicNames("environment"), Broker::topics);
        assertThat(new BrokerWishes(null, clients, null).broker(NOTHING))
                .returns("clients:1", Broker::bootstrap)
                .returns(TopicNames.DEFAULT, Broker::topics);
    }

    @Test
    void aVariableIsTheSettingOfItsNameAndGoesBeforeTheFile() throws IOException {
        Path clients = clients("sasl.mechanism=PLAIN\nsecurity.protocol=SASL_SSL\n");
        BrokerEnvironment environment = new BrokerEnvironment(Map.of(
                "LYNCEUS_KAFKA_CONFIG",
                clients.toString(),
                "LYNCEUS_KAFKA_LOG",
                "info",
                "LYNCEUS_KAFKA_SASL_MECHANISM",
                "SCRAM-SHA-512",
                "LYNCEUS_CACHE",
                "/tmp"));
        assertThat(NONE.broker(environment).client().values())
                .isEqualTo(Map.of("sasl.mechanism", "SCRAM-SHA-512", "security.protocol", "SASL_SSL"));
    }

    @Test
    void whatThePromisesStandOnIsNotForTheFile() throws IOException {
        Path clients = clients("acks=1\nenable.idempotence=false\ngroup.id=g\ntransactional.id=t\nclient.rack=north\n");
        assertThat(new BrokerWishes(null, clients, null)
                        .broker(NOTHING)
                        .client()
                        .values())
                .isEqualTo(Map.of("client.rack", "north"));
    }

    @Test
    void aFileThatIsNotThereIsOneLineThatNamesIt() {
        Path nowhere = folder.resolve("nowhere.properties");
        assertThatThrownBy(() -> new BrokerWishes(null, nowhere, null).broker(NOTHING))
                .isInstanceOf(UserError.class)
                .hasMessage("--kafka-config " + nowhere + ": no such file");
    }

    @Test
    void aPrefixThatKafkaWouldRefuseIsWrongUsage() {
        assertThatThrownBy(() -> new BrokerWishes(null, null, "a/b").broker(NOTHING))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("--topics-prefix a/b");
        assertThatThrownBy(() -> new TopicNames("")).isInstanceOf(UserError.class);
        assertThatThrownBy(() -> new TopicNames("x".repeat(201))).isInstanceOf(UserError.class);
    }

    private Path clients(String text) throws IOException {
        return Files.writeString(folder.resolve("client.properties"), text);
    }
}
