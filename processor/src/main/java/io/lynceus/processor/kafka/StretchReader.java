package io.lynceus.processor.kafka;

import io.lynceus.vision.RunError;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Deserializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * Reads stretches of a topic, committed records only and without a group, past records that are none of ours. A broker
 * that goes away is waited for, for half a minute, and the log says so. One thread.
 */
public final class StretchReader<T> implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(StretchReader.class);
    private static final Duration POLL = Duration.ofMillis(200);
    private static final Duration PAUSE = Duration.ofMillis(500);
    private static final Duration SILENCE = Duration.ofSeconds(30);
    private static final Duration FAREWELL = Duration.ofSeconds(1);
    private static final int API_MILLIS = 3_000;

    private final Broker broker;
    private final String topic;
    private final Deserializer<T> deserializer;
    private final BooleanSupplier stopped;
    private final Waiting waiting;
    private final KafkaConsumer<byte[], byte[]> consumer;
    private final List<TopicPartition> partitions;
    private boolean passedOver;

    /**
     * @param fetchBytes of a partition at once: few for short stretches
     * @param stopped asked in between; true ends whatever is under way with a {@link RunError}
     * @throws RunError when the broker is away
     */
    public StretchReader(
            Broker broker, String topic, Deserializer<T> deserializer, int fetchBytes, BooleanSupplier stopped) {
        this.broker = broker;
        this.topic = topic;
        this.deserializer = deserializer;
        this.stopped = stopped;
        this.waiting = new Waiting("reading " + topic, System::nanoTime);
        this.consumer = broker.consumer(Map.of(
                ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
                API_MILLIS,
                ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG,
                fetchBytes));
        this.partitions = ask(() -> consumer.partitionsFor(topic)).stream()
                .map(info -> new TopicPartition(topic, info.partition()))
                .toList();
    }

    /** The first offset that each partition still has. */
    public Map<Integer, Long> beginnings() {
        return byNumber(ask(() -> consumer.beginningOffsets(partitions)));
    }

    /** The offset after the last committed record of each partition. */
    public Map<Integer, Long> ends() {
        return byNumber(ask(() -> consumer.endOffsets(partitions)));
    }

    /** The offset of each partition's first record of that time or later, and its end where there is none. */
    public Map<Integer, Long> from(Instant time) {
        Map<TopicPartition, Long> times = new HashMap<>();
        partitions.forEach(partition -> times.put(partition, Math.max(0, time.toEpochMilli())));
        Map<TopicPartition, OffsetAndTimestamp> found = ask(() -> consumer.offsetsForTimes(times));
        Map<Integer, Long> offsets = ends();
        found.forEach((partition, place) -> {
            if (place != null) {
                offsets.put(partition.partition(), place.offset());
            }
        });
        return offsets;
    }

    private static Map<Integer, Long> byNumber(Map<TopicPartition, Long> offsets) {
        Map<Integer, Long> byNumber = new HashMap<>();
        offsets.forEach((partition, offset) -> byNumber.put(partition.partition(), offset));
        return byNumber;
    }

    /** What the broker answers; asked again while it does not. */
    private <V> V ask(Supplier<V> question) {
        long deadline = System.nanoTime() + SILENCE.toNanos();
        while (true) {
            try {
                V answer = question.get();
                waiting.goesOn();
                return answer;
            } catch (RetriableException e) {
                silent(deadline, e);
                pause();
            } catch (KafkaException e) {
                throw new RunError(
                        "reading " + topic + " of the broker at " + broker + " failed: " + broker.words(e), e);
            }
        }
    }

    /**
     * Reads partitions, each from its offset to before another.
     *
     * @param taker gets the records, of each partition in their order
     * @throws RunError when the broker gives nothing for 30 s, or we are to stop
     */
    public void read(Map<Integer, Long> from, Map<Integer, Long> to, Consumer<Placed<T>> taker) {
        readWhile(from, to, record -> {
            taker.accept(record);
            return true;
        });
    }

    /**
     * As {@link #read}, until there was enough.
     *
     * @param taker false when nothing more of the record's partition is wanted
     * @throws RunError as there
     */
    public void readWhile(Map<Integer, Long> from, Map<Integer, Long> to, Predicate<Placed<T>> taker) {
        Map<TopicPartition, Long> open = new HashMap<>();
        to.forEach((partition, end) -> {
            if (from.getOrDefault(partition, 0L) < end) {
                open.put(new TopicPartition(topic, partition), end);
            }
        });
        consumer.assign(open.keySet());
        open.keySet().forEach(partition -> consumer.seek(partition, from.getOrDefault(partition.partition(), 0L)));
        long deadline = System.nanoTime() + SILENCE.toNanos();
        while (!open.isEmpty()) {
            refuseWhenStopped();
            int before = open.size();
            ConsumerRecords<byte[], byte[]> records = poll();
            for (ConsumerRecord<byte[], byte[]> one : records) {
                TopicPartition partition = new TopicPartition(topic, one.partition());
                if (!give(one, open.get(partition), taker)) {
                    open.remove(partition);
                }
            }
            open.entrySet().removeIf(this::reached);
            if (!records.isEmpty() || open.size() < before) {
                waiting.goesOn();
                deadline = System.nanoTime() + SILENCE.toNanos();
                consumer.assign(open.keySet());
            } else {
                silent(deadline, null);
            }
        }
    }

    private ConsumerRecords<byte[], byte[]> poll() {
        try {
            return consumer.poll(POLL);
        } catch (KafkaException e) {
            throw new RunError("reading from the broker at " + broker + " stopped: " + broker.words(e), e);
        }
    }

    private boolean give(ConsumerRecord<byte[], byte[]> one, @Nullable Long end, Predicate<Placed<T>> taker) {
        if (end == null || one.offset() >= end) {
            return true;
        }
        try {
            T value = deserializer.deserialize(one.topic(), one.value());
            return value == null || taker.test(new Placed<>(one.partition(), one.offset(), value));
        } catch (SerializationException e) {
            LOG.atLevel(passedOver ? Level.DEBUG : Level.WARN)
                    .addKeyValue("topic", one.topic())
                    .addKeyValue("partition", one.partition())
                    .addKeyValue("offset", one.offset())
                    .addKeyValue("reason", e.getMessage())
                    .log("a record that cannot be read is passed over"
                            + (passedOver ? "" : "; of others that follow the log says nothing"));
            passedOver = true;
            return true;
        }
    }

    private boolean reached(Map.Entry<TopicPartition, Long> stretch) {
        return ask(() -> consumer.position(stretch.getKey())) >= stretch.getValue();
    }

    private void refuseWhenStopped() {
        if (stopped.getAsBoolean()) {
            throw new RunError("stopped before all of " + topic + " was read");
        }
    }

    private void silent(long deadline, @Nullable Exception problem) {
        refuseWhenStopped();
        long left = deadline - System.nanoTime();
        if (left < 0) {
            String line = "the broker at " + broker + " has more of " + topic + " and has given nothing for "
                    + SILENCE.toSeconds() + " s";
            throw problem == null ? new RunError(line) : new RunError(line, problem);
        }
        if (left < SILENCE.minus(Duration.ofMillis(API_MILLIS)).toNanos()) {
            waiting.waits("the broker at " + broker + " gives nothing");
        }
    }

    private static void pause() {
        try {
            Thread.sleep(PAUSE.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new RunError("stopped while the broker was away", e);
        }
    }

    @Override
    public void close() {
        consumer.close(CloseOptions.timeout(FAREWELL));
    }
}
