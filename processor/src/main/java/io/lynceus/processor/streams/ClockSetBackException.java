package io.lynceus.processor.streams;

import java.time.Duration;
import org.apache.kafka.common.KafkaException;

/**
 * Our clock was set back. Kafka's clients measure their pauses and heartbeats with it and would wait until it is where
 * it was, so the stream threads begin again with new ones.
 */
final class ClockSetBackException extends KafkaException {
    private static final long serialVersionUID = 1;

    ClockSetBackException(Duration by) {
        super("this machine's clock was set back by " + by.toSeconds() + " s");
    }
}
