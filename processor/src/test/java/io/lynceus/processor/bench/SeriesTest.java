package io.lynceus.processor.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class SeriesTest {
    @Test
    void ratesHaveAMedianAndASpread() {
        Series series = series(new Measured(100, 1, 1), new Measured(100, 2, 1), new Measured(100, 4, 1));
        assertThat(series.rates()).isEqualTo(new Series.Spread(50, 25, 100));
        assertThat(series.cpuMillisPerFrame().median()).isCloseTo(10, within(1e-9));
    }

    @Test
    void ratiosAreTakenRunByRunSoThatABusyMinuteHitsBoth() {
        Series ours = series(new Measured(90, 1, 1), new Measured(90, 10, 1));
        Series theirs = series(new Measured(100, 1, 0.5), new Measured(100, 10, 0.5));
        assertThat(ours.ratesOver(theirs).least()).isCloseTo(0.9, within(1e-9));
        assertThat(ours.ratesOver(theirs).most()).isCloseTo(0.9, within(1e-9));
        assertThat(ours.frugalityOver(theirs).median()).isCloseTo(0.45, within(1e-9));
    }

    private static Series series(Measured... runs) {
        Series series = new Series("test");
        for (Measured run : runs) {
            series.add(run);
        }
        return series;
    }
}
