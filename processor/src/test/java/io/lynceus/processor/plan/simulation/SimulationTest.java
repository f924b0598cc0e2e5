package io.lynceus.processor.plan.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.lynceus.processor.inference.BatchPlan;
import io.lynceus.processor.plan.Fleet;
import io.lynceus.processor.plan.Layout;
import io.lynceus.processor.plan.Service;
import io.lynceus.processor.plan.ServiceTimes.PipelineTimes;
import io.lynceus.processor.plan.simulation.Scenario.Trouble;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class SimulationTest {
    private static final PipelineTimes REST = new PipelineTimes(1, 10, 0.25, 0.3, 5, 8, null);

    /** 4 ms to decode, 1 for the rest, 15 for the model: a thread does 50 frames a second, commits not counted. */
    private static final Service CORES = new Service(0.004, new TreeMap<>(Map.of(1, 0.015)), false, REST, List.of());

    private static final Service CARD =
            new Service(0.004, new TreeMap<>(Map.of(1, 0.006, 8, 0.012)), true, REST, List.of());

    private static Scenario scenario(int cameras, Service service, Layout layout, Trouble trouble, long seed) {
        Fleet fleet = new Fleet(cameras, 10, 1280, 720, "h264", 2e6, 2, 10, 5, false);
        return new Scenario(fleet, layout, service, false, 40, trouble, seed);
    }

    private static Scenario cores(int cameras, Trouble trouble) {
        return scenario(cameras, CORES, new Layout(2, 4, 16, 4), trouble, 1);
    }

    @Test
    void aCameraAloneHasTheTimesOfItsPartsAndNoWait() {
        Result result = Simulation.of(scenario(1, CORES, new Layout(1, 1, 1, 1), Trouble.NONE, 1));
        double parts = 0.005 + 0.004 + 0.001 + 0.015 + 0.010;
        assertThat(result.p50()).isCloseTo(parts, within(1e-5));
        assertThat(result.p99()).isCloseTo(parts, within(1e-5));
        // 10 frames a second of 20 ms, and a commit of 10 ms each.
        assertThat(result.busiest()).isCloseTo(0.3, within(0.01));
        assertThat(result.cores()).isCloseTo(0.2, within(0.01));
    }

    @Test
    void aFrameIsOutOrWaitsWhateverHappens() {
        for (Trouble trouble : List.of(
                Trouble.NONE,
                new Trouble(10, -1, Duration.ZERO, Duration.ZERO),
                new Trouble(-1, 10, Duration.ofSeconds(7), Duration.ZERO),
                new Trouble(5, 9, Duration.ofSeconds(7), Duration.ofMillis(800)))) {
            for (int cameras : new int[] {3, 20, 90}) {
                for (Service service : List.of(CORES, CARD)) {
                    Result result = Simulation.of(scenario(cameras, service, new Layout(2, 4, 16, 4), trouble, 5));
                    assertThat(result.out() + result.waiting()).isEqualTo(result.in());
                    assertThat(result.out()).isPositive();
                }
            }
        }
    }

    @Test
    void theSameSeedGivesTheSameResultAndAnotherAnother() {
        Trouble trouble = new Trouble(10, -1, Duration.ZERO, Duration.ofMillis(500));
        Result one = Simulation.of(scenario(20, CARD, new Layout(2, 4, 16, 4), trouble, 3));
        assertThat(Simulation.of(scenario(20, CARD, new Layout(2, 4, 16, 4), trouble, 3)))
                .isEqualTo(one);
        assertThat(Simulation.of(scenario(20, CARD, new Layout(2, 4, 16, 4), trouble, 4)))
                .isNotEqualTo(one);
    }

    @Test
    void moreCamerasNeverMakeFramesFaster() {
        double before = 0;
        for (int cameras : new int[] {2, 4, 8, 16, 24, 32}) {
            Result result = Simulation.of(new Scenario(
                    cores(cameras, Trouble.NONE).fleet(), new Layout(2, 4, 16, 4), CORES, true, 40, Trouble.NONE, 1));
            assertThat(result.p99()).isGreaterThanOrEqualTo(before * 0.98);
            before = result.p99();
        }
    }

    @Test
    void beyondWhatTheThreadsCanDoTheLagGrowsByWhatIsTooMuch() {
        // One thread, 70 frames a second, of which it does 50 less its commits, which are twice a second then.
        Result result = Simulation.of(scenario(7, CORES, new Layout(1, 1, 1, 1), Trouble.NONE, 1));
        double done = (1 - 0.010 / 0.510) / 0.020;
        assertThat(result.out() / 40.0).isCloseTo(done, within(1.5));
        assertThat(result.lag()).isCloseTo(40 * (1 - done / 70), within(1.0));
        assertThat(result.busiest()).isCloseTo(1, within(0.01));
    }

    @Test
    void theCamerasOfALostInstanceGoOnAfterTheSessionAndCatchUp() {
        Result result = Simulation.of(cores(8, new Trouble(10, -1, Duration.ZERO, Duration.ZERO)));
        assertThat(result.lags().subList(11, 19)).allMatch(lag -> lag > 0.5);
        assertThat(result.recovery(10)).isBetween(10.0, 25.0);
        assertThat(result.decodedAgain()).isPositive();
        assertThat(result.lag()).isLessThan(1);
    }

    @Test
    void whereTheOthersHaveNoRoomALostInstanceIsNeverCaughtUpWith() {
        Result result = Simulation.of(cores(34, new Trouble(10, -1, Duration.ZERO, Duration.ZERO)));
        assertThat(result.recovery(10)).isInfinite();
    }

    @Test
    void afterTheBrokersWereAwayAllFramesComeOut() {
        Result result = Simulation.of(cores(8, new Trouble(-1, 10, Duration.ofSeconds(5), Duration.ZERO)));
        assertThat(result.recovery(10)).isBetween(5.0, 15.0);
        assertThat(result.waiting()).isLessThan(40);
    }

    @Test
    void burstsAreSeenInTheTailAndNotInTheMiddle() {
        Result even = Simulation.of(cores(12, Trouble.NONE));
        Result bursts = Simulation.of(cores(12, new Trouble(-1, -1, Duration.ZERO, Duration.ofSeconds(2))));
        assertThat(bursts.p99()).isGreaterThan(even.p99());
        assertThat(bursts.p50()).isLessThan(2 * even.p50());
    }

    @Test
    void aCardsBatchesAreThoseThatProcessWouldChoose() {
        BatchPlan batches = Simulation.batches(CARD, 16);
        assertThat(batches.size()).isEqualTo(8);
        // A picture that comes in time costs 6/7 ms of the card's, alone it would be 6.
        assertThat(batches.delay().toNanos() / 1e6).isCloseTo(6 - 6 / 7.0, within(1e-3));
        assertThat(Simulation.batches(CARD, 1).size()).isEqualTo(1);
    }

    @Test
    void aCardTakesMoreThanOnePictureARunWhenThereAreMoreFrames() {
        // 600 pictures a second on two cards: one at a time they would do 333, eight at a time 1,333.
        Result result = Simulation.of(scenario(60, CARD, new Layout(2, 16, 32, 8), Trouble.NONE, 1));
        assertThat(result.out()).isGreaterThan((long) (0.95 * 40 * 600));
    }
}
