package io.lynceus.processor.kafka;

import java.time.Duration;
import org.apache.kafka.common.config.TopicConfig;

/**
 * A setting of a topic that is not what was asked for.
 *
 * @param key Kafka's
 * @param is what the broker has
 * @param wanted what was asked for
 */
public record SettingDifference(String topic, String key, String is, String wanted) {
    /** True for the setting that says how long records stay: a shorter one deletes records. */
    public boolean retention() {
        return key.equals(TopicConfig.RETENTION_MS_CONFIG);
    }

    /** The value that is there, for people. */
    public String isText() {
        return text(is);
    }

    /** The value that was asked for, for people. */
    public String wantedText() {
        return text(wanted);
    }

    private String text(String value) {
        if (!retention() || !value.matches("\\d{1,15}")) {
            return value.equals("-1") ? "for ever" : value;
        }
        Duration time = Duration.ofMillis(Long.parseLong(value));
        return time.equals(Duration.ofHours(time.toHours())) ? time.toHours() + " h" : time.toSeconds() + " s";
    }
}
