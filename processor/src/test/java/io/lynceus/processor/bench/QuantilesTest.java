package io.lynceus.processor.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class QuantilesTest {
    @Test
    void quantilesAreThoseOfTheSortedTimes() {
        List<Double> times = new ArrayList<>();
        for (int i = 0; i < 1000; i++) {
            times.add((double) i);
        }
        Collections.shuffle(times, new Random(1));
        assertThat(Quantiles.of(times)).isEqualTo(new Quantiles(500, 950, 990));
        assertThat(Quantiles.of(List.of(7.0))).isEqualTo(new Quantiles(7, 7, 7));
        assertThat(Quantiles.of(List.of()).p50()).isNaN();
    }
}
