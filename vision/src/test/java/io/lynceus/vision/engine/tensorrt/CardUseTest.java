package io.lynceus.vision.engine.tensorrt;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Objects;
import org.bytedeco.javacpp.Pointer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Needs an NVIDIA card, CUDA's runtime, and the driver's library for such questions. */
@Tag("gpu")
class CardUseTest {
    private static final long GIBIBYTE = 1L << 30;

    @Test
    void whatIsReservedOnTheCardShows() {
        CardUse use = Objects.requireNonNull(CardUse.here(), "no card");
        assertThat(use.card())
                .isEqualTo(Objects.requireNonNull(Gpu.withCuda().card()).name());
        assertThat(use.memorySize()).isGreaterThan(GIBIBYTE);
        assertThat(use.busy()).isBetween(0.0, 1.0);
        assertThat(use.decoding()).isBetween(0.0, 1.0);
        Cuda.use(NvidiaLibraries.DEVICE);
        Cuda.free(Cuda.memory(1)); // what CUDA itself takes at its first use
        double before = use.memoryUsed();
        Pointer memory = Cuda.memory(GIBIBYTE);
        try {
            assertThat(use.memoryUsed() - before).isBetween(0.9 * GIBIBYTE, 1.1 * GIBIBYTE);
        } finally {
            Cuda.free(memory);
        }
    }
}
