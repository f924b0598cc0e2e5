package io.lynceus.processor.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.kafka.common.InvalidRecordException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InvalidTimestampException;
import org.junit.jupiter.api.Test;

class RecordTimeTest {
    private static final long NOON = 1_800_000_000_000L;
    private static final long HOUR = 3_600_000;

    private long ours = NOON;
    private long nanos = -5;
    private final RecordTime time = new RecordTime(() -> ours, () -> nanos);

    @Test
    void itIsOurClocksUntilTheBrokerTellsItsOwn() {
        assertThat(time.millis()).isEqualTo(NOON);
        ours = NOON + 7;
        assertThat(time.millis()).isEqualTo(NOON + 7);
        time.tell(NOON - HOUR);
        assertThat(time.millis()).isEqualTo(NOON - HOUR);
    }

    @Test
    void whatTheBrokerToldGoesOnHoweverOurClockIsSet() {
        time.tell(NOON);
        nanos += 5_000_000_000L;
        ours = 12_345;
        assertThat(time.millis()).isEqualTo(NOON + 5_000);
    }

    @Test
    void aClockBefore1970StampsNothingThatKafkaCannotHold() {
        ours = -HOUR;
        assertThat(time.millis()).isZero();
    }

    @Test
    void afterARefusalTheTimeIsOneThatTheBrokerTakes() {
        ours = NOON + 2 * HOUR;
        assertThat(time.refused(new InvalidTimestampException(words(NOON - 24 * HOUR, NOON + HOUR))))
                .isTrue();
        assertThat(time.millis()).isBetween(NOON, NOON + HOUR);
        nanos += 1_000_000_000L;
        assertThat(time.millis()).as("it goes on").isBetween(NOON + 1_000, NOON + HOUR);
    }

    @Test
    void aTimeThatWasTooEarlyIsLaterThen() {
        ours = 0;
        // The broker adds the largest number to its time.
        long unlimited = Long.MIN_VALUE + NOON - 1;
        assertThat(time.refused(new InvalidRecordException(words(NOON - HOUR, unlimited))))
                .isTrue();
        assertThat(time.millis()).isBetween(NOON - HOUR, NOON);
    }

    @Test
    void theRefusalMayBeUnderAnotherProblem() {
        ours = NOON + 2 * HOUR;
        assertThat(time.refused(new KafkaException("sending failed", new InvalidTimestampException(words(0, NOON)))))
                .isTrue();
        assertThat(time.millis()).isLessThanOrEqualTo(NOON);
    }

    @Test
    void anotherProblemTeachesNothing() {
        assertThat(time.refused(new KafkaException("the disk is full"))).isFalse();
        assertThat(time.refused(null)).isFalse();
        assertThat(time.millis()).isEqualTo(NOON);
    }

    /** A broker's, of Kafka 4.3. */
    private static String words(long first, long last) {
        return "Timestamp 1 of message with offset 0 is out of range. The timestamp should be within [" + first + ", "
                + last + "]";
    }
}
