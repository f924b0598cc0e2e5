package io.lynceus.processor.streams;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.util.List;
import java.util.Set;
import org.apache.kafka.clients.consumer.CommitFailedException;
import org.apache.kafka.common.errors.InvalidProducerEpochException;
import org.apache.kafka.common.utils.internals.LogContext;
import org.apache.kafka.streams.errors.TaskCorruptedException;
import org.apache.kafka.streams.errors.TaskMigratedException;
import org.apache.kafka.streams.processor.TaskId;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** With the log as the programs have it. */
class RejoinsTest {
    private static final String THREADS = "org.apache.kafka.streams.processor.internals.StreamThread";

    private final Logger ours = (Logger) LoggerFactory.getLogger(Rejoins.class);
    private final ListAppender<ILoggingEvent> lines = new ListAppender<>();

    @BeforeEach
    void listen() {
        lines.start();
        ours.addAppender(lines);
    }

    @AfterEach
    void stop() {
        ours.detachAppender(lines);
    }

    @Test
    void aThreadThatWasFencedIsOneWarningWithTheReason() {
        warn(new TaskMigratedException("fenced", new InvalidProducerEpochException("an old epoch")));
        assertThat(reasons()).singleElement().asString().contains("longer than transaction.timeout.ms");
    }

    @Test
    void soIsOneThatWasAwayForTooLongAndOneWhoseWritesWereNotTaken() {
        warn(new TaskMigratedException("fenced", new CommitFailedException("left the group")));
        warn(new TaskCorruptedException(Set.of(new TaskId(0, 1))));
        assertThat(reasons()).hasSize(2);
        assertThat(reasons().get(0)).contains("max.poll.interval.ms");
        assertThat(reasons().get(1)).contains("did not take in time");
    }

    @Test
    void whatElseKafkaStreamsSaysIsNoWarningOfOurs() {
        warn(new IllegalStateException("whatever"));
        LoggerFactory.getLogger(THREADS).info("fenced", new TaskMigratedException("at another level"));
        assertThat(lines.list).isEmpty();
    }

    private static void warn(Exception thrown) {
        new LogContext("stream-thread [x] ").logger(THREADS).warn("Detected that ...", thrown);
    }

    private List<String> reasons() {
        assertThat(lines.list).allMatch(line -> line.getLevel() == Level.WARN);
        return lines.list.stream()
                .map(line -> String.valueOf(line.getKeyValuePairs().get(1).value))
                .toList();
    }
}
