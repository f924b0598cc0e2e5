package io.lynceus.processor.streams;

import io.lynceus.processor.kafka.RecordTime;
import java.util.Map;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/**
 * A producer of a stream thread, which has something done between the end of its predecessor's transaction and its own
 * first one.
 */
final class NamedProducer extends KafkaProducer<byte[], byte[]> {
    private final RecordTime time;
    private final Runnable first;
    private final OpenWork work;

    /**
     * @param time that the records are stamped with
     * @param first done on the thread that initialises the producer, which fails with it
     * @param work told how the transactions end
     */
    NamedProducer(Map<String, Object> settings, RecordTime time, Runnable first, OpenWork work) {
        super(settings, new ByteArraySerializer(), new ByteArraySerializer());
        this.time = time;
        this.first = first;
        this.work = work;
    }

    /**
     * Stamps the record with the broker's time, whatever it was: events, progress and dead letters of packets whose
     * time is absurd are taken like others. From a refusal the next run of the threads learns.
     */
    @Override
    public Future<RecordMetadata> send(ProducerRecord<byte[], byte[]> record, @Nullable Callback callback) {
        ProducerRecord<byte[], byte[]> stamped = new ProducerRecord<>(
                record.topic(), record.partition(), time.millis(), record.key(), record.value(), record.headers());
        return super.send(stamped, (stored, problem) -> {
            if (problem != null) {
                time.refused(problem);
            }
            if (callback != null) {
                callback.onCompletion(stored, problem);
            }
        });
    }

    @Override
    public void initTransactions() {
        // What its predecessor on this thread left open is over.
        work.aborted();
        super.initTransactions();
        first.run();
    }

    @Override
    public void commitTransaction() {
        super.commitTransaction();
        work.committed();
    }

    @Override
    public void abortTransaction() {
        work.aborted();
        super.abortTransaction();
    }
}
