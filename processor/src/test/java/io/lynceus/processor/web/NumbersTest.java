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
    void historyAveragesTheFramesOfASecondAndHoldsThemWhileThereIsNone() {
        numbers.add(Events.detected("gate", 0, now, List.of(Events.person(0, 0, 0.9f), Events.person(0.5f, 0, 0.9f))));
        numbers.add(Events.detected("gate", 1, now, List.of(Events.person(0, 0, 0.9f))));
        pass(Duration.ofSeconds(2));
        detected(2);
        pass(Duration.ofSeconds(1));
        Snapshot.Series people = numbers.snapshot().history().series().get(0);
        assertThat(people.label()).isEqualTo("person");
        assertThat(people.counts()).containsExactly(1.5, 1.5, 1.0);
        assertThat(people.now()).isEqualTo(1);
    }

    @Test
    void aSecondWithoutAFrameOfOneCameraIsNoDip() {
        for (int second = 0; second < 6; second++) {
            numbers.add(Events.detected("gate", second, now, List.of(Events.person(0, 0, 0.9f))));
            if (second % 3 == 0) {
                numbers.add(Events.detected("yard", second, now, List.of(Events.person(0, 0, 0.9f))));
            }
            pass(Duration.ofSeconds(1));
        }
        assertThat(numbers.snapshot().history().series().get(0).counts()).containsOnly(2.0);
    }

    @Test
    void aCameraThatIsSilentForLongerLeavesAGap() {
        detected(0);
        pass(Duration.ofSeconds(20));
        detected(1);
        pass(Duration.ofSeconds(1));
        List<Double> counts = numbers.snapshot().history().series().get(0).counts();
        assertThat(counts.subList(0, ClassHistory.HELD_SECONDS + 1)).containsOnly(1.0);
        assertThat(counts.subList(ClassHistory.HELD_SECONDS + 1, 20)).containsOnlyNulls();
        assertThat(counts.get(20)).isEqualTo(1.0);
    }

    @Test
    void saysWhenAndByHowMuchItLags() {
        detected(0);
        assertThat(numbers.snapshot().behindSeconds()).isZero();
        for (int i = 1; i < 20; i++) {
            pass(Duration.ofMillis(500));
            numbers.add(Events.detected("gate", i, now.minusSeconds(7), List.of()));
        }
        assertThat(numbers.snapshot().state()).isEqualTo(PageState.LAGGING);
        assertThat(numbers.snapshot().behindSeconds()).isBetween(7.0, 7.1);
        for (int i = 20; i < 40; i++) {
            pass(Duration.ofMillis(500));
            detected(i);
        }
        assertThat(numbers.snapshot().state()).isEqualTo(PageState.LIVE);
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
