package io.lynceus.processor.sinks;

import io.lynceus.processor.kafka.Broker;
import io.lynceus.processor.kafka.GroupReader;
import io.lynceus.processor.kafka.Waiting;
import io.lynceus.schemas.avro.ZoneEvent;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Deserializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Zone events to a {@link Delivery}, each at least once and those of a camera in order. What is not taken now is tried
 * again until it is; the log says once that it waits. One thread.
 */
public final class DeliverySink implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(DeliverySink.class);
    private static final Duration POLL = Duration.ofMillis(250);
    private static final Duration SHORTEST_WAIT = Duration.ofMillis(250);
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(30);

    private final GroupReader reader;
    private final Deserializer<ZoneEvent> values;
    private final Delivery delivery;
    private final @Nullable Duration oldest;
    private final Clock clock;
    private final BooleanSupplier stopped;
    private final Waiting waiting;
    private volatile long delivered;

    private DeliverySink(
            GroupReader reader,
            Deserializer<ZoneEvent> values,
            Delivery delivery,
            @Nullable Duration oldest,
            Clock clock,
            BooleanSupplier stopped) {
        this.reader = reader;
        this.values = values;
        this.delivery = delivery;
        this.oldest = oldest;
        this.clock = clock;
        this.stopped = stopped;
        this.waiting = new Waiting("sink: " + delivery, System::nanoTime);
    }

    /**
     * Joins the group.
     *
     * @param delivery stays the caller's
     * @param oldest events that happened longer ago are left out; null to leave out none
     * @throws io.lynceus.vision.RunError when the broker is away
     */
    public static DeliverySink open(
            Broker broker,
            String group,
            Delivery delivery,
            @Nullable Duration oldest,
            Clock clock,
            BooleanSupplier stopped) {
        return new DeliverySink(
                new GroupReader(broker, broker.topics().zoneEvents(), group),
                broker.codecs().zoneEvents().deserializer(),
                delivery,
                oldest,
                clock,
                stopped);
    }

    /** Events that the other side has, since the start. */
    public long delivered() {
        return delivered;
    }

    /** Goes on until it is to stop. */
    public void run(Runnable each) {
        while (!stopped.getAsBoolean()) {
            ConsumerRecords<byte[], byte[]> records = reader.poll(POLL);
            // What was not delivered of a partition comes again, to us or to another, with all that is behind it.
            Set<Integer> lost = new HashSet<>();
            for (ConsumerRecord<byte[], byte[]> record : records) {
                ZoneEvent event = lost.contains(record.partition()) ? null : event(record);
                if (event != null && !deliver(event, record)) {
                    if (stopped.getAsBoolean() || Thread.currentThread().isInterrupted()) {
                        reader.done();
                        return;
                    }
                    lost.add(record.partition());
                }
                if (!lost.contains(record.partition())) {
                    reader.took(record);
                }
                each.run();
            }
            if (!records.isEmpty()) {
                reader.done();
            }
            each.run();
        }
    }

    private @Nullable ZoneEvent event(ConsumerRecord<byte[], byte[]> record) {
        try {
            ZoneEvent event = values.deserialize(record.topic(), record.value());
            boolean old = event != null
                    && oldest != null
                    && event.getTime().isBefore(clock.instant().minus(oldest));
            return old ? null : event;
        } catch (SerializationException e) {
            LOG.atWarn()
                    .addKeyValue("partition", record.partition())
                    .addKeyValue("offset", record.offset())
                    .addKeyValue("reason", e.getMessage())
                    .log("a record is none of ours and is left out");
            return null;
        }
    }

    /** False when it was stopped before the event was delivered, or when another of the group has its camera now. */
    private boolean deliver(ZoneEvent event, ConsumerRecord<byte[], byte[]> record) {
        Duration wait = SHORTEST_WAIT;
        while (!stopped.getAsBoolean() && reader.has(record)) {
            try {
                delivery.deliver(event);
                waiting.goesOn();
                delivered++;
                return true;
            } catch (RefusedException e) {
                waiting.goesOn();
                LOG.atWarn()
                        .addKeyValue("event", event.getEventId())
                        .addKeyValue("reason", e.getMessage())
                        .log("{} refuses an event for good", delivery);
                return true;
            } catch (IOException e) {
                waiting.waits(e.getMessage() == null ? "it does not answer" : e.getMessage());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return false;
            }
            reader.rest(wait);
            wait = wait.compareTo(LONGEST_WAIT) < 0 ? wait.multipliedBy(2) : LONGEST_WAIT;
        }
        return false;
    }

    @Override
    public void close() {
        reader.close();
    }
}
