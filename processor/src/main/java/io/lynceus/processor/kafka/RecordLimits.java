package io.lynceus.processor.kafka;

import io.lynceus.vision.RunError;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.AuthorizationException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Finds out at the start, and not at the first large keyframe, that a topic takes only small records. */
public final class RecordLimits {
    /** Smaller than this is no use for video. */
    static final int LEAST = 1 << 20;

    private static final int FOR_4K = 4 << 20;
    private static final Logger LOG = LoggerFactory.getLogger(RecordLimits.class);

    private RecordLimits() {}

    /**
     * The largest record that the packets topic takes, as far as we are told. Warns when that is too small for 4K.
     *
     * @return bytes, {@link RecordSizes#LARGEST} at most
     * @throws RunError when it is less than 1 MiB, or the broker is away
     */
    public static int packets(Broker broker) {
        int limit = of(broker, broker.topics().packets());
        if (limit < LEAST) {
            throw new RunError(tooSmall(broker, broker.topics().packets(), limit, "keyframes are larger"));
        }
        if (limit < FOR_4K) {
            LOG.warn(tooSmall(
                    broker, broker.topics().packets(), limit, "keyframes of 4K may be larger and would be left out"));
        }
        return limit;
    }

    /**
     * Sees that a record of the packets topic that is no packet fits into the dead letters: one that did not would stop
     * the stream.
     *
     * @throws RunError when it would not, or the broker is away
     */
    public static void letters(Broker broker) {
        int limit = of(broker, broker.topics().deadLetters());
        if (limit < of(broker, broker.topics().packets())) {
            throw new RunError(tooSmall(
                    broker,
                    broker.topics().deadLetters(),
                    limit,
                    "those of " + broker.topics().packets() + " may be larger"));
        }
    }

    private static String tooSmall(Broker broker, String topic, int limit, String why) {
        return "topic " + topic + " takes records of " + limit + " bytes at most, " + why + ": ./lynceus topics alter "
                + broker.options() + " raises that";
    }

    private static int of(Broker broker, String topic) {
        ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
        try (Admin admin = broker.admin()) {
            Map<ConfigResource, Config> settings =
                    admin.describeConfigs(List.of(resource)).all().get();
            long limit = Long.parseLong(Objects.requireNonNull(settings.get(resource))
                    .get(TopicConfig.MAX_MESSAGE_BYTES_CONFIG)
                    .value());
            return (int) Math.min(limit, RecordSizes.LARGEST);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof AuthorizationException) {
                return RecordSizes.LARGEST; // not ours to know: a record that is too large will tell
            }
            throw new RunError("the settings of topic " + topic + " cannot be read: " + broker.words(e), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new RunError("stopped while looking at topic " + topic, e);
        }
    }
}
