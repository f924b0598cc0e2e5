package io.lynceus.processor.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lynceus.vision.RunError;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.IntConsumer;
import org.junit.jupiter.api.Test;

class FrameTimeTest {
    private static final Duration DELAY = Duration.ofSeconds(1);

    private final AtomicLong clock = new AtomicLong();
    private final IntConsumer twoSeconds = pictures -> clock.addAndGet(2_000_000_000L);

    @Test
    void aFrameWaitsForTheFramesOfTheOtherThreads() {
        assertThat(frameTime(new FakeEngine(1, 1, twoSeconds), 3)).isEqualTo(Duration.ofSeconds(6));
    }

    @Test
    void anEngineThatFailsSaysSoInItsOwnWords() {
        FakeEngine broken = new FakeEngine(1, 1, pictures -> {
            throw new RunError("the device fell off the bus");
        });
        assertThatThrownBy(() -> frameTime(broken, 2))
                .isInstanceOf(RunError.class)
                .hasMessage("the device fell off the bus");
    }

    private Duration frameTime(FakeEngine engine, int callers) {
        try (Batcher batcher = new Batcher(engine.open(), engine.batch(), DELAY, clock::get, BatchListener.NONE)) {
            return FrameTime.of(batcher, callers, clock::get);
        }
    }
}
