package io.lynceus.processor.partitions;

import io.lynceus.processor.kafka.Broker;
import io.lynceus.processor.kafka.RecordTime;
import io.lynceus.processor.kafka.StretchReader;
import io.lynceus.schemas.avro.CameraPartition;
import io.lynceus.vision.RunError;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;

/** The topic of claims. One thread. */
final class ClaimTopic implements ClaimLog, AutoCloseable {
    private static final int FETCH = 1 << 20;
    /**
     * Nothing is sent before the flush, and all that was given by then is one batch, which a broker stores as a whole:
     * {@value Claims#MOST} records are far below its size. What is not stored in ten seconds is given up.
     */
    private static final Map<String, Object> TOGETHER = Map.of(
            ProducerConfig.LINGER_MS_CONFIG, 5_000,
            ProducerConfig.BATCH_SIZE_CONFIG, 1 << 20,
            ProducerConfig.MAX_BLOCK_MS_CONFIG, 10_000,
            ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, 5_000,
            ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, 10_000);

    private final Broker broker;
    private final String topic;
    private final StretchReader<CameraPartition> reader;
    private final RecordTime time = RecordTime.ours();
    private long next;

    /**
     * @param stopped true ends whatever is under way with a {@link RunError}
     * @throws RunError when the broker is away or does not let us read
     */
    ClaimTopic(Broker broker, BooleanSupplier stopped) {
        this.broker = broker;
        this.topic = broker.topics().cameraPartitions();
        this.reader = new StretchReader<>(
                broker, topic, broker.codecs().cameraPartitions().deserializer(), FETCH, stopped);
    }

    @Override
    public List<CameraPartition> news() {
        long end = reader.ends().getOrDefault(0, 0L);
        List<CameraPartition> news = new ArrayList<>();
        reader.read(Map.of(0, next), Map.of(0, end), read -> news.add(read.value()));
        next = end;
        return news;
    }

    @Override
    public void append(List<CameraPartition> records) {
        while (!isStored(records)) {
            // Again, by the clock that the broker goes by.
        }
    }

    /** False when the broker took none of them because of their time, and has said which one it takes. */
    private boolean isStored(List<CameraPartition> records) {
        try (KafkaProducer<String, CameraPartition> producer =
                broker.producer(TOGETHER, broker.codecs().cameraPartitions().serializer())) {
            // Of a broker that is away each record would be waited for, one after the other.
            producer.partitionsFor(topic);
            List<Future<RecordMetadata>> sent = new ArrayList<>();
            for (CameraPartition record : records) {
                sent.add(producer.send(new ProducerRecord<>(topic, 0, time.millis(), record.getCamera(), record)));
            }
            producer.flush();
            for (Future<RecordMetadata> one : sent) {
                one.get();
            }
            return true;
        } catch (ExecutionException | KafkaException e) {
            if (time.refused(e)) {
                return false;
            }
            if (e instanceof InterruptException) {
                Thread.currentThread().interrupt();
            }
            throw new RunError("cameras' partitions cannot be written to " + topic + ": " + broker.words(e), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new RunError("stopped while cameras' partitions were written", e);
        }
    }

    @Override
    public void close() {
        reader.close();
    }
}
