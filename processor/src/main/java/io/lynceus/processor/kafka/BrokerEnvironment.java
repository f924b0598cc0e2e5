package io.lynceus.processor.kafka;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the environment says of the broker. A variable {@code LYNCEUS_KAFKA_X_Y} is the clients' setting {@code x.y}, so
 * {@code LYNCEUS_KAFKA_BOOTSTRAP_SERVERS} is the address and {@code LYNCEUS_KAFKA_SASL_JAAS_CONFIG} who we are. Two
 * names are others: {@code LYNCEUS_KAFKA_CONFIG} is the file of {@code --kafka-config}, {@code LYNCEUS_KAFKA_LOG} the
 * level of Kafka's log. {@code LYNCEUS_TOPICS_PREFIX} is {@code --topics-prefix}.
 */
public final class BrokerEnvironment {
    private static final String SETTING = "LYNCEUS_KAFKA_";
    private static final String FILE = SETTING + "CONFIG";
    private static final String PREFIX = "LYNCEUS_TOPICS_PREFIX";
    private static final Set<String> NO_SETTINGS = Set.of(FILE, SETTING + "LOG");

    private final Map<String, String> variables;

    /** @param variables as {@link System#getenv()} gives them */
    public BrokerEnvironment(Map<String, String> variables) {
        this.variables = variables;
    }

    /** True for a variable that says something of the broker. */
    public static boolean names(String variable) {
        return variable.equals(PREFIX)
                || variable.equals(FILE)
                || (variable.startsWith(SETTING) && !NO_SETTINGS.contains(variable));
    }

    ClientSettings settings() {
        Map<String, String> settings = new HashMap<>();
        variables.forEach((name, value) -> {
            if (name.startsWith(SETTING) && !NO_SETTINGS.contains(name)) {
                settings.put(
                        name.substring(SETTING.length())
                                .toLowerCase(Locale.ROOT)
                                .replace('_', '.'),
                        value);
            }
        });
        return new ClientSettings(settings);
    }

    @Nullable
    Path file() {
        String file = variables.get(FILE);
        return file == null ? null : Path.of(file);
    }

    @Nullable
    String prefix() {
        return variables.get(PREFIX);
    }
}
