package io.lynceus.processor.kafka;

import io.lynceus.vision.UserError;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.net.ssl.SSLContext;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.SslConfigs;
import org.apache.kafka.common.security.ssl.DefaultSslEngineFactory;
import org.jspecify.annotations.Nullable;

/** What {@code schema.registry.ssl.*} says, read as Kafka's clients read {@code ssl.*}: JKS, PKCS #12 or PEM. */
final class RegistryTls {
    private static final String OURS = "schema.registry.";
    private static final String TLS = OURS + "ssl.";

    /** Kafka's reader would log a missing file with a stack trace. */
    private static final List<String> LOCATIONS =
            List.of(SslConfigs.SSL_TRUSTSTORE_LOCATION_CONFIG, SslConfigs.SSL_KEYSTORE_LOCATION_CONFIG);

    private RegistryTls() {}

    /**
     * Null when the settings say nothing of it: what Java trusts, then.
     *
     * @throws UserError when a store cannot be used
     */
    static @Nullable SSLContext of(Map<String, String> values) {
        Map<String, String> named = new HashMap<>();
        values.forEach((key, value) -> {
            if (key.startsWith(TLS)) {
                named.put(key.substring(OURS.length()), value);
            }
        });
        if (named.isEmpty()) {
            return null;
        }
        for (String location : LOCATIONS) {
            String file = named.get(location);
            if (file != null && !Files.isReadable(Path.of(file))) {
                throw new UserError(OURS + location + ": there is no file " + file + " that can be read");
            }
        }
        ConfigDef keys = new ConfigDef();
        SslConfigs.addClientSslSupport(keys);
        try (DefaultSslEngineFactory factory = new DefaultSslEngineFactory()) {
            factory.configure(keys.parse(named));
            return factory.sslContext();
        } catch (KafkaException e) {
            Throwable why = e.getCause() == null ? e : e.getCause();
            throw new UserError(TLS + "*: " + e.getMessage() + ": " + why.getMessage(), e);
        }
    }
}
