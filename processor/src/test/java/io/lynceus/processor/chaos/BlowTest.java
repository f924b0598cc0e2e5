package io.lynceus.processor.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class BlowTest {
    @Test
    void theSeedDecidesKindsOrderAndPlaces() {
        assertThat(Blow.plan(options(3))).isEqualTo(Blow.plan(options(3))).isNotEqualTo(Blow.plan(options(4)));
    }

    @Test
    void thereAreAsManyBlowsOfEachKindAsAskedFor() {
        List<Blow> blows = Blow.plan(options(1));
        assertThat(blows).hasSize(27);
        assertThat(blows)
                .filteredOn(blow -> blow.kind() == Blow.Kind.KILL_PROCESS)
                .hasSize(20);
        assertThat(blows)
                .filteredOn(blow -> blow.kind() == Blow.Kind.KILL_CAPTURE)
                .hasSize(4);
        assertThat(blows)
                .filteredOn(blow -> blow.kind() == Blow.Kind.RESTART_BROKER)
                .hasSize(2);
        assertThat(blows)
                .filteredOn(blow -> blow.kind() == Blow.Kind.FREEZE_PROCESS)
                .hasSize(1);
    }

    @Test
    void someKillsFallIntoTheTimeInWhichThingsComeBack() {
        assertThat(Blow.plan(options(1)))
                .filteredOn(Blow::early)
                .hasSizeBetween(2, 12)
                .allMatch(blow -> blow.kind() == Blow.Kind.KILL_PROCESS);
    }

    private static ChaosOptions options(long seed) {
        Path any = Path.of("any");
        return new ChaosOptions(20, 4, 2, 1, seed, 2, new Cast(2, List.of(any), null, any));
    }
}
