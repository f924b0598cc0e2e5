package io.lynceus.processor.inference;

import static org.assertj.core.api.Assertions.assertThat;

import io.lynceus.processor.inference.BatchPlan.Timed;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.IntToLongFunction;
import org.junit.jupiter.api.Test;

class BatchPlanTest {
    private static final Duration LONGEST = Duration.ofMillis(10);
    private static final long MILLI = 1_000_000;

    private final AtomicLong clock = new AtomicLong();

    private FakeEngine engine(int batch, int lanes, IntToLongFunction millis) {
        return new FakeEngine(batch, lanes, pictures -> clock.addAndGet(MILLI * millis.applyAsLong(pictures)));
    }

    private BatchPlan plan(FakeEngine engine) {
        return BatchPlan.measured(engine.open(), engine.batch(), LONGEST, clock::get);
    }

    @Test
    void whatALargerBatchHardlyGainsIsNotWaitedFor() {
        // 1 in 6 ms, 8 in 13 ms; from there on each picture takes what it takes.
        BatchPlan plan = plan(engine(32, 1, pictures -> pictures <= 8 ? 5 + pictures : 13L * pictures / 8));
        assertThat(plan.runs())
                .containsExactly(
                        new Timed(1, 6 * MILLI),
                        new Timed(2, 7 * MILLI),
                        new Timed(4, 9 * MILLI),
                        new Timed(8, 13 * MILLI),
                        new Timed(16, 26 * MILLI),
                        new Timed(32, 52 * MILLI));
        assertThat(plan.size()).isEqualTo(8);
        // A picture that comes in time costs 1 ms of the engine's, alone it would be 6.
        assertThat(plan.delay()).isEqualTo(Duration.ofMillis(5));
    }

    @Test
    void anEngineThatGainsNothingByBatchesWaitsForNobody() {
        BatchPlan plan = plan(engine(8, 1, pictures -> 20L * pictures));
        assertThat(plan.size()).isEqualTo(1);
        assertThat(plan.delay()).isZero();
    }

    @Test
    void anEngineThatAlwaysRunsAFullBatchGetsOne() {
        BatchPlan plan = plan(engine(12, 1, pictures -> 8));
        assertThat(plan.size()).isEqualTo(12);
        assertThat(plan.delay()).isEqualTo(Duration.ofMillis(8));
    }

    @Test
    void nobodyWaitsLongerThanIsAllowed() {
        assertThat(plan(engine(4, 1, pictures -> 100)).delay()).isEqualTo(LONGEST);
    }

    @Test
    void aRunThatWasHeldUpCountsForNothing() {
        AtomicLong runs = new AtomicLong();
        BatchPlan plan = plan(engine(2, 1, pictures -> runs.incrementAndGet() % 5 == 3 ? 90 : 4));
        assertThat(plan.runs()).containsExactly(new Timed(1, 4 * MILLI), new Timed(2, 4 * MILLI));
    }

    @Test
    void everySizeHasRunOnEveryLaneBeforeThePicturesCome() {
        FakeEngine engine = engine(6, 2, pictures -> 5 + pictures);
        assertThat(plan(engine).size()).isEqualTo(6);
        List<Integer> measured = engine.runs.subList(0, engine.runs.size() - 12);
        assertThat(measured).containsOnly(1, 2, 4, 6);
        assertThat(engine.runs.subList(measured.size(), engine.runs.size()))
                .containsExactly(1, 2, 3, 4, 5, 6, 1, 2, 3, 4, 5, 6);
    }

    @Test
    void anEngineThatTakesLongIsMeasuredByItsEndsAloneAndHasNothingToGetReady() {
        FakeEngine engine = engine(8, 2, pictures -> 900);
        BatchPlan plan = plan(engine);
        assertThat(plan.runs()).containsExactly(new Timed(1, 900 * MILLI), new Timed(8, 900 * MILLI));
        assertThat(plan.size()).isEqualTo(8);
        assertThat(engine.runs).containsExactly(1, 1, 8, 8);
    }

    @Test
    void anEngineForSinglePicturesIsNotMeasured() {
        FakeEngine engine = engine(1, 2, pictures -> 5);
        BatchPlan plan = plan(engine);
        assertThat(engine.runs).isEmpty();
        assertThat(plan.size()).isEqualTo(1);
        assertThat(plan.delay()).isEqualTo(LONGEST);
        assertThat(plan.lines()).isEmpty();
    }

    @Test
    void whatWasMeasuredAndFollowsIsSaid() {
        assertThat(plan(engine(2, 1, pictures -> 5 + pictures)).lines())
                .containsExactly(
                        "pictures in a run: 1 in 6.0 ms (167/s), 2 in 7.0 ms (286/s)",
                        "batches of at most 2, for which a picture waits at most 5.0 ms");
    }
}
