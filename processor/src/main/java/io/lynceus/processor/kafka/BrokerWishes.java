package io.lynceus.processor.kafka;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * What a verb was told of the broker, by its command line or its configuration. Null is not said.
 *
 * @param servers host:port, or several with commas between
 * @param clientSettings a {@code client.properties}
 * @param topicsPrefix what the topics' names begin with
 */
public record BrokerWishes(
        @Nullable String servers,
        @Nullable Path clientSettings,
        @Nullable String topicsPrefix) {
    /** Where a broker is when nobody says anything. */
    static final String USUAL = "127.0.0.1:9092";

    /**
     * The broker that is meant: what a verb was not told is the environment's to say, then the client settings'. Of
     * client settings those of the environment go before those of the file.
     *
     * @throws io.lynceus.vision.UserError when a prefix or the file of client settings is wrong
     */
    public Broker broker(BrokerEnvironment environment) {
        Path file = first(clientSettings, environment.file());
        ClientSettings settings =
                (file == null ? ClientSettings.NONE : ClientSettings.read(file)).with(environment.settings());
        String address = first(servers, settings.servers());
        String prefix = first(topicsPrefix, environment.prefix());
        return new Broker(
                address == null ? USUAL : address,
                settings.forClients(),
                prefix == null ? TopicNames.DEFAULT : new TopicNames(prefix));
    }

    private static <T> @Nullable T first(@Nullable T one, @Nullable T two) {
        return one != null ? one : two;
    }
}
