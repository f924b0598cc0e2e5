package io.lynceus.processor.cli;

import io.lynceus.processor.kafka.Broker;
import io.lynceus.processor.kafka.BrokerEnvironment;
import io.lynceus.processor.kafka.BrokerWishes;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where the broker is, how its clients prove who they are, and what the topics are called there. */
final class BrokerOptions {
    @Option(
            names = "--bootstrap",
            paramLabel = "HOST:PORT",
            description = "The Kafka broker (default: those of the environment, else of --kafka-config, else"
                    + " 127.0.0.1:9092).")
    @Nullable
    String servers;

    @Option(
            names = "--kafka-config",
            paramLabel = "FILE",
            description = "Settings of the Kafka clients, a client.properties: TLS, SASL, whatever they know. The"
                    + " environment goes"
                    + " before it: LYNCEUS_KAFKA_SASL_MECHANISM is sasl.mechanism (default: no file).")
    @Nullable
    Path clientSettings;

    @Option(
            names = "--topics-prefix",
            paramLabel = "NAME",
            description = "What the topics' names begin with (default: lynceus, for lynceus.packets and so on).")
    @Nullable
    String topicsPrefix;

    /** @throws io.lynceus.vision.UserError when something about it is wrong */
    Broker broker() {
        return broker(new BrokerWishes(servers, clientSettings, topicsPrefix));
    }

    /** The same of what a configuration says. */
    static Broker broker(@Nullable String servers, @Nullable String clientSettings, @Nullable String topicsPrefix) {
        Path file = clientSettings == null ? null : Path.of(clientSettings);
        return broker(new BrokerWishes(servers, file, topicsPrefix));
    }

    private static Broker broker(BrokerWishes wishes) {
        return wishes.broker(new BrokerEnvironment(System.getenv()));
    }
}
