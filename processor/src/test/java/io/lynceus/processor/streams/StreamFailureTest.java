package io.lynceus.processor.streams;

import static org.assertj.core.api.Assertions.assertThat;

import io.lynceus.processor.kafka.Broker;
import io.lynceus.vision.RunError;
import io.lynceus.vision.UserError;
import java.nio.file.NoSuchFileException;
import java.time.Duration;
import java.util.List;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.FencedInstanceIdException;
import org.apache.kafka.common.errors.InvalidTxnStateException;
import org.apache.kafka.common.errors.KafkaStorageException;
import org.apache.kafka.common.errors.NotEnoughReplicasException;
import org.apache.kafka.common.errors.SaslAuthenticationException;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.TransactionalIdAuthorizationException;
import org.apache.kafka.common.errors.UnknownServerException;
import org.apache.kafka.streams.errors.ProcessorStateException;
import org.apache.kafka.streams.errors.StreamsException;
import org.junit.jupiter.api.Test;

class StreamFailureTest {
    private static final WorkLimits LIMITS = WorkLimits.of(Duration.ofSeconds(20));

    @Test
    void whatTheBrokerOrADiskGetsOverPasses() {
        List<Throwable> passing = List.of(
                new TimeoutException("the broker gave none for 60 s"),
                new KafkaException("cannot reach the broker"),
                new InvalidTxnStateException("The producer attempted a transactional operation in an invalid state."),
                new KafkaStorageException("disk error"),
                new NotEnoughReplicasException("one of two"),
                new UnknownServerException("no space left"),
                new NoSuchFileException("/state/app/0_1/.checkpoint"));
        assertThat(passing)
                .allSatisfy(cause -> assertThat(wrapped(cause).passes()).isTrue());
        assertThat(of(new ProcessorStateException("cannot write", new NoSuchFileException("/state")))
                        .passes())
                .isTrue();
    }

    @Test
    void whatTryingAgainWouldNotChangeDoesNotPass() {
        List<Throwable> lasting = List.of(
                new RunError("the engine failed", new KafkaException("whatever")),
                new UserError("a packet of a schema that this version does not know"),
                new FencedInstanceIdException("fenced"),
                new KafkaException("Unexpected error; as configured by transaction.max.timeout.ms"),
                new SaslAuthenticationException("wrong password"),
                new TransactionalIdAuthorizationException("not allowed"),
                new SerializationException("not a packet"),
                new StreamsException("Existing internal topic has invalid partitions"),
                new OutOfMemoryError("Java heap space"),
                new IllegalStateException("a bug of ours"),
                new NullPointerException());
        assertThat(lasting)
                .allSatisfy(cause -> assertThat(wrapped(cause).passes()).isFalse());
    }

    @Test
    void anInvalidStateOfKafkasClientsPasses() {
        assertThat(wrapped(thrownByAClient()).passes()).isTrue();
    }

    @Test
    void theReasonIsTheInnermostCausesOrOurOwnWords() {
        assertThat(wrapped(new KafkaStorageException("disk error")).reason()).isEqualTo("disk error");
        assertThat(wrapped(new RunError("the engine failed", new KafkaException("out of memory")))
                        .reason())
                .isEqualTo("the engine failed");
    }

    @Test
    void aNameThatIsTakenAndATransactionThatIsTooLongSayWhatToDo() {
        assertThat(wrapped(new FencedInstanceIdException("fenced")).reason()).contains("--instance");
        assertThat(wrapped(new KafkaException("Unexpected error; as configured by transaction.max.timeout.ms"))
                        .reason())
                .contains(LIMITS.transaction().toSeconds() + " s")
                .contains("transaction.max.timeout.ms");
    }

    private static Throwable thrownByAClient() {
        try (MockConsumer<String, String> closed = new MockConsumer<>("earliest")) {
            closed.close();
            closed.subscribe(List.of("topic"));
            throw new AssertionError("a closed consumer took a subscription");
        } catch (IllegalStateException e) {
            return e;
        }
    }

    private static StreamFailure wrapped(Throwable cause) {
        return of(new StreamsException("Exception caught in process. taskId=0_1", cause));
    }

    private static StreamFailure of(Throwable thrown) {
        return StreamFailure.of(thrown, LIMITS, Broker.at("nowhere:1"));
    }
}
