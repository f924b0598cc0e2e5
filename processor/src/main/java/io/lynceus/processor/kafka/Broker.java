package io.lynceus.processor.kafka;

import io.lynceus.processor.config.EventFormat;
import io.lynceus.vision.RunError;
import io.lynceus.vision.UserError;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * A Kafka cluster as our clients reach it, and our topics there: the one place where clients are made. Its text is the
 * address alone.
 *
 * @param bootstrap host:port, or several with commas between
 * @param client settings of every client; what we set ourselves goes before them
 * @param topics the topics' names
 * @param events how events are written
 */
public record Broker(String bootstrap, ClientSettings client, TopicNames topics, EventFormat events) {
    private static final Duration SOON = Duration.ofSeconds(3);

    public Broker {
        if (bootstrap.isBlank()) {
            throw new UserError("bootstrap: the broker's HOST:PORT");
        }
    }

    /** One whose events are written as Avro. */
    public Broker(String bootstrap, ClientSettings client, TopicNames topics) {
        this(bootstrap, client, topics, EventFormat.AVRO);
    }

    /** The same, with events written in another format. */
    public Broker writing(EventFormat format) {
        return new Broker(bootstrap, client, topics, format);
    }

    /** One that takes anybody, without TLS, with topics of the usual names. */
    public static Broker at(String address) {
        return new Broker(address, ClientSettings.NONE, TopicNames.DEFAULT);
    }

    /** How records are written and read there: as the clients of a registry do if the client settings name one. */
    public Codecs codecs() {
        SchemaRegistry registry = SchemaRegistry.of(this);
        return (registry == null ? Codecs.SINGLE_OBJECT : Codecs.of(registry)).writing(events);
    }

    /**
     * An admin client of a broker that has answered. The caller closes it.
     *
     * @throws UserError when the address or a client setting is wrong
     * @throws RunError when no broker answers within 6 seconds, or within 30 where somebody listens at the address, or
     *     it does not let us in
     */
    public Admin admin() {
        return FirstContact.admin(this);
    }

    /**
     * A consumer without a group, which sees committed records only and begins at the earliest one where its place is
     * gone. One thread uses it; the caller closes it.
     *
     * @param more settings, which go before the client settings
     */
    public KafkaConsumer<byte[], byte[]> consumer(Map<String, Object> more) {
        Map<String, Object> settings = settings();
        settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        settings.put(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, RecordSizes.PARTITION_FETCH);
        settings.put(ConsumerConfig.FETCH_MAX_BYTES_CONFIG, RecordSizes.FETCH);
        settings.putAll(more);
        return new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    /**
     * A producer that stores each record once and in order, on all replicas in sync, and does not give up on one. Safe
     * for use by many threads; the caller closes it.
     *
     * @param more settings, which go before the client settings
     */
    public <V> KafkaProducer<String, V> producer(Map<String, Object> more, Serializer<V> values) {
        Map<String, Object> settings = settings();
        settings.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        settings.put(ProducerConfig.ACKS_CONFIG, "all");
        // With more under way, the second request of a producer that is new to a partition may be taken while the first
        // is refused (a leader that is not ready), and the broker then refuses the first for ever as out of order.
        settings.put(ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION, 1);
        // Giving up means not knowing whether a record is stored. 24 days is as long as the setting goes.
        settings.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, Integer.MAX_VALUE);
        settings.putAll(more);
        return new KafkaProducer<>(settings, new StringSerializer(), values);
    }

    /** Address and client settings, for Kafka Streams, which makes its clients itself. A copy. */
    public Map<String, Object> settings() {
        Map<String, Object> settings = new HashMap<>(client.values());
        settings.put(ClientSettings.SERVERS, bootstrap);
        return settings;
    }

    /**
     * Sees that topics are there before a client waits for them for ever, and a schema registry if there is to be one.
     * A topic that was made a moment ago may be unknown to the broker that is asked, so a missing one is asked for
     * again for some seconds.
     *
     * @throws RunError when the broker or the registry is away or a topic is missing
     */
    public void require(String... wanted) {
        SchemaRegistry registry = SchemaRegistry.of(this);
        if (registry != null) {
            registry.require();
        }
        Set<String> there = awaitTopics(List.of(wanted), SOON);
        for (String topic : wanted) {
            if (!there.contains(topic)) {
                throw new RunError("the broker at " + bootstrap + " has no topic " + topic
                        + (client.values().isEmpty() ? "" : ", or does not show it to us")
                        + ": make it with ./lynceus topics create " + options());
            }
        }
    }

    /**
     * The topics that the broker has, as far as it shows them to us.
     *
     * @throws RunError when the broker is away
     */
    public Set<String> there() {
        return awaitTopics(List.of(), Duration.ZERO);
    }

    /**
     * The topics that the broker has, as far as it shows them to us, as soon as all that are wanted are among them or
     * the time is over.
     */
    Set<String> awaitTopics(Collection<String> wanted, Duration longest) {
        try (Admin admin = admin()) {
            return Shown.await(() -> admin.listTopics().names().get(), there -> there.containsAll(wanted), longest);
        } catch (ExecutionException e) {
            throw new RunError("the topics of " + bootstrap + " cannot be listed: " + words(e), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new RunError("stopped while looking for the topics", e);
        }
    }

    /**
     * Whether a topic is there, and is shown to us.
     *
     * @throws RunError when the broker is away
     */
    public boolean has(String topic) {
        return there().contains(topic);
    }

    /** How a verb is told of this broker, without the client settings. */
    public String options() {
        return "--bootstrap " + bootstrap
                + (topics.equals(TopicNames.DEFAULT) ? "" : " --topics-prefix " + topics.prefix());
    }

    /** What Kafka says of a failure, without what is secret in our settings. */
    public String words(Throwable problem) {
        Throwable said = problem;
        while (said.getCause() != null
                && (said instanceof ExecutionException || said.getClass() == KafkaException.class)) {
            said = said.getCause();
        }
        String message = said.getMessage();
        return new Secrets(client.values()).hide(message == null ? said.toString() : message);
    }

    @Override
    public String toString() {
        return bootstrap;
    }
}
