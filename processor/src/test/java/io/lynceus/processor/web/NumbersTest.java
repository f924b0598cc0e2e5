package io.lynceus.processor.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class NumbersTest {
    private Instant now = Instant.parse("2026-01-01T00:00:00Z");
    private final PageFacts facts = FakeFeed.facts(List.of("gate"));
    private final Numbers numbers = new Numbers(facts, () -> now);

    @Test
    void waitsUntilTheFirstEvent() {
        assertThat(numbers.snapshot().state()).isEqualTo(PageState.WAITING);
        assertThat(numbers.snapshot().latency()).isNull();
        detected(0);
        assertThat(numbers.snapshot().state()).isEqualTo(PageState.LIVE);
    }

    @Test
    void saysSinceWhenItIsQuietAndThatItEnded() {
        detected(0);
        pass(Duration.ofSeconds(7));
        assertThat(numbers.snapshot().state()).isEqualTo(PageState.QUIET);
        assertThat(numbers.snapshot().quietSeconds()).isEqualTo(7);
        numbers.end("gate");
        assertThat(numbers.snapshot().state()).isEqualTo(PageState.ENDED);
    }

    @Test
    void countsEventsByStatus() {
        detected(0);
        numbers.add(Events.undecodable("gate", 1, now, "bad bytes"));
        assertThat(numbers.snapshot().statuses()).isEqualTo(Map.of("DETECTED", 1L, "DECODE_ERROR", 1L, "SKIPPED", 0L));
        assertThat(numbers.snapshot().events().get(0).reason()).isEqualTo("bad bytes");
    }

    @Test
    void rateAndLatencyAreThoseOfTheLastSeconds() {
        for (int i = 0; i < 200; i++) {
            pass(Duration.ofMillis(100));
            detected(i);
        }
        Snapshot snapshot = numbers.snapshot();
        assertThat(snapshot.framesPerSecond()).isEqualTo(10);
        assertThat(snapshot.latency()).isEqualTo(new Snapshot.Latency(42, 42));
    }

    @Test
    void aRunOfSkippedFramesCountsAsFramesAndNotInTheLatency() {
        detected(0);
        numbers.add(Events.skipped("gate", 1, 24, now.minusSeconds(1), "sampled out"));
        Snapshot snapshot = numbers.snapshot();
        assertThat(snapshot.frames()).isEqualTo(25);
        assertThat(snapshot.statuses()).containsEntry("SKIPPED", 24L);
        assertThat(snapshot.latency()).isEqualTo(new Snapshot.Latency(42, 42));
        assertThat(snapshot.events().get(0).frameCount()).isEqualTo(24);
        assertThat(snapshot.cameras().get(0).frames()).isEqualTo(25);
    }

    @Test
    void historyAveragesTheFramesOfASecondAndLeavesGaps() {
        numbers.add(Events.detected("gate", 0, now, List.of(Events.person(0, 0, 0.9f), Events.person(0.5f, 0, 0.9f))));
        numbers.add(Events.detected("gate", 1, now, List.of(Events.person(0, 0, 0.9f))));
        pass(Duration.ofSeconds(2));
        detected(2);
        pass(Duration.ofSeconds(1));
        Snapshot.Series people = numbers.snapshot().history().series().get(0);
        assertThat(people.label()).isEqualTo("person");
        assertThat(people.counts()).containsExactly(1.5, null, 1.0);
        assertThat(people.now()).isEqualTo(1);
    }

    @Test
    void memoryDoesNotGrowWithTime() {
        for (int i = 0; i < 20_000; i++) {
            pass(Duration.ofMillis(50));
            detected(i);
        }
        Snapshot snapshot = numbers.snapshot();
        assertThat(snapshot.frames()).isEqualTo(20_000);
        assertThat(snapshot.history().seconds()).hasSize(ClassHistory.SECONDS - 1);
        assertThat(snapshot.events()).hasSize(14);
    }

    private void detected(long sequence) {
        numbers.add(Events.detected("gate", sequence, now, List.of(Events.person(0, 0, 0.9f))));
    }

    private void pass(Duration time) {
        now = now.plus(time);
    }
}
