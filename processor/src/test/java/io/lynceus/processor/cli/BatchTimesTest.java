package io.lynceus.processor.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class BatchTimesTest {
    @Test
    void meansSinceTheLastTime() {
        BatchTimes times = new BatchTimes();
        times.onBatch(1, 1_000_000, 20_000_000);
        times.onBatch(2, 3_000_000, 30_000_000);
        assertThat(times.text()).isEqualTo(" | batches of 1.5, wait 2.0 ms, run 25.0 ms");
        assertThat(times.text()).isEmpty();
    }
}
