package io.lynceus.processor.kafka;

import io.lynceus.vision.UserError;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Settings for every Kafka client of ours, from a {@code client.properties} and the environment: TLS, SASL, whatever
 * the clients know. Its text names the keys and keeps the values to itself.
 *
 * @param values by Kafka's keys; without those that are ours to set
 */
public record ClientSettings(Map<String, String> values) {
    /** None: a broker that takes anybody, without TLS. */
    public static final ClientSettings NONE = new ClientSettings(Map.of());

    static final String SERVERS = "bootstrap.servers";

    /**
     * What our promises stand on, or what names one client and not all. A file that other programs use may well have
     * them.
     */
    private static final Set<String> OURS = Set.of(
            "acks",
            "application.id",
            "auto.offset.reset",
            "enable.auto.commit",
            "enable.idempotence",
            "group.id",
            "group.instance.id",
            "isolation.level",
            "key.deserializer",
            "key.serializer",
            "max.in.flight.requests.per.connection",
            "processing.guarantee",
            "transactional.id",
            "value.deserializer",
            "value.serializer");

    private static final Logger LOG = LoggerFactory.getLogger(ClientSettings.class);

    public ClientSettings {
        values = Map.copyOf(values);
    }

    /** @throws UserError when the file cannot be read or is none of properties */
    static ClientSettings read(Path file) {
        Properties properties = new Properties();
        try (InputStream in = Files.newInputStream(file)) {
            // As Kafka's own programs read it, so that one file serves both.
            properties.load(in);
        } catch (IOException e) {
            throw new UserError(
                    "--kafka-config " + file + ": " + (Files.exists(file) ? "cannot be read" : "no such file"), e);
        } catch (IllegalArgumentException e) {
            throw new UserError("--kafka-config " + file + ": not a properties file: " + e.getMessage(), e);
        }
        Map<String, String> values = new HashMap<>();
        properties.stringPropertyNames().forEach(key -> values.put(key, properties.getProperty(key)));
        return new ClientSettings(values);
    }

    /** These, and where both have a key the other's. */
    ClientSettings with(ClientSettings other) {
        Map<String, String> both = new HashMap<>(values);
        both.putAll(other.values);
        return new ClientSettings(both);
    }

    /** Without the addresses and what is ours to set; says so once if there was something of the latter. */
    ClientSettings forClients() {
        Map<String, String> kept = new HashMap<>(values);
        kept.remove(SERVERS);
        Set<String> ours = new TreeSet<>(kept.keySet());
        ours.retainAll(OURS);
        if (!ours.isEmpty()) {
            LOG.warn("of the Kafka client settings {} are for Lynceus alone to set and are left out", ours);
            kept.keySet().removeAll(ours);
        }
        return new ClientSettings(kept);
    }

    @Nullable
    String servers() {
        return values.get(SERVERS);
    }

    @Override
    public String toString() {
        return new TreeMap<>(values).keySet().toString();
    }
}
