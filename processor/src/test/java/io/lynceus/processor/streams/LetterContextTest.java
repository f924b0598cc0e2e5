package io.lynceus.processor.streams;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.errors.DeserializationExceptionHandler;
import org.apache.kafka.streams.errors.internals.DefaultErrorHandlerContext;
import org.apache.kafka.streams.processor.TaskId;
import org.junit.jupiter.api.Test;

class LetterContextTest {
    /** Clients other than Java's write such records. */
    @Test
    void aRecordWithoutATimeGoesToTheDeadLettersLikeOthers() {
        byte[] garbage = "garbage".getBytes(StandardCharsets.UTF_8);
        DeadLetters letters = new DeadLetters();
        letters.configure(Map.of(StreamsConfig.ERRORS_DEAD_LETTER_QUEUE_TOPIC_NAME_CONFIG, "letters"));
        DefaultErrorHandlerContext context = new DefaultErrorHandlerContext(
                null, "packets", 0, 7, new RecordHeaders(), "node", new TaskId(0, 0), -1, null, garbage);
        DeserializationExceptionHandler.Response response = letters.handleError(
                context, new ConsumerRecord<>("packets", 0, 7, null, garbage), new SerializationException("garbage"));
        assertThat(response.result()).isEqualTo(DeserializationExceptionHandler.Result.RESUME);
        assertThat(response.deadLetterQueueRecords()).singleElement().satisfies(letter -> {
            assertThat(letter.topic()).isEqualTo("letters");
            assertThat(letter.value()).isEqualTo(garbage);
            assertThat(letter.timestamp()).isZero();
        });
    }
}
