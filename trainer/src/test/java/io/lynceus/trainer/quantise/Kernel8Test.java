package io.lynceus.trainer.quantise;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class Kernel8Test {
    private static final int LARGEST = 63;

    @Test
    void theLargestWeightOfEachChannelTakesAllSteps() {
        Kernel8 kernel = Kernel8.of(new float[] {0.25f, -1, 0.015f, 0.02f}, new float[2], 1, LARGEST);

        assertThat(kernel.values()).containsExactly(16, -63, 47, 63);
        assertThat(kernel.scales()[0]).isCloseTo(1f / 63, within(1e-7f));
        assertThat(kernel.scales()[1]).isCloseTo(0.02f / 63, within(1e-9f));
    }

    @Test
    void aChannelWithoutWeightsStillHasItsBias() {
        float step = 0.1f;
        float[] bias = {-30_000};
        Kernel8 kernel = Kernel8.of(new float[] {0, 0}, bias, step, LARGEST);
        float[] steps = kernel.steps(step);

        assertThat(kernel.values()).containsOnly(0);
        assertThat(Kernel8.bias(bias, steps)[0] * steps[0]).isCloseTo(-30_000, within(1f));
    }

    @Test
    void aMeanIsExact() {
        Kernel8 kernel = Kernel8.mean(2, 4, LARGEST);

        assertThat(kernel.values()).hasSize(8).containsOnly(63);
        assertThat(kernel.values()[0] * kernel.scales()[0]).isCloseTo(0.25f, within(1e-8f));
    }
}
