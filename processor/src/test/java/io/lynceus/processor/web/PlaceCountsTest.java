package io.lynceus.processor.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.lynceus.schemas.avro.ZoneEvent;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

final class PlaceCountsTest {
    private static final Instant BEGIN = Instant.parse("2027-03-04T05:00:00Z");

    private Instant now = BEGIN;
    private final PlaceCounts counts = new PlaceCounts(() -> now);

    private void crossed(Duration at, Duration behind) {
        now = BEGIN.plus(at);
        ZoneEvent event = Events.crossed("gate", "door", "person", 1, now.minus(behind));
        counts.add(event);
    }

    private int forward() {
        return counts.now().get(0).forward();
    }

    @Test
    void whatWasCountedLongerThanAnHourAgoCountsNoMoreThoughNothingHappensSince() {
        crossed(Duration.ZERO, Duration.ofSeconds(1));
        crossed(Duration.ofMinutes(30), Duration.ofSeconds(1));
        assertThat(forward()).isEqualTo(2);
        now = BEGIN.plus(Duration.ofMinutes(61));
        assertThat(forward()).isEqualTo(1);
        now = BEGIN.plus(Duration.ofMinutes(91));
        assertThat(forward()).isZero();
    }

    @Test
    void aCameraWhoseClockIsADayBehindHasItsHourToo() {
        crossed(Duration.ZERO, Duration.ofDays(1));
        now = BEGIN.plus(Duration.ofMinutes(59));
        assertThat(forward()).isEqualTo(1);
    }
}
