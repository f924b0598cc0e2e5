package io.lynceus.processor.chaos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GrowthTest {
    @Test
    void whatWarmsUpAndThenStaysIsFlat() {
        Growth growth = Growth.of(looks(i -> i < 30 ? 100 + 10 * i : 400 + i % 3), MemoryLook::processMib);
        assertThat(growth.flat()).isTrue();
        assertThat(growth.level()).isCloseTo(401, within(1.0));
    }

    @Test
    void whatGoesOnGrowingIsNot() {
        Growth growth = Growth.of(looks(i -> 400 + 0.5 * i), MemoryLook::processMib);
        assertThat(growth.flat()).isFalse();
        assertThat(growth.perThousandFrames()).isCloseTo(5, within(1e-6));
        assertThat(growth.perHour()).isCloseTo(180, within(1e-6));
    }

    @Test
    void theHeapIsWhatTheLastCollectionLeft(@TempDir Path folder) throws IOException {
        Path log = Files.writeString(
                folder.resolve("gc.log"),
                "[0.1s][info][gc] Using Parallel\n"
                        + "[1.0s][info][gc] GC(0) Pause Young (Allocation Failure) 64M->12M(245M) 5.1ms\n"
                        + "[2.0s][info][gc] GC(1) Pause Young (Allocation Failure) 76M->14M(245M) 4.1ms\n");
        assertThat(ProcessMemory.heap(log)).isEqualTo(14);
    }

    @Test
    void thisProcessHasMemory() {
        assertThat(ProcessMemory.resident(ProcessHandle.current().pid())).isGreaterThan(10);
    }

    /** One look every 10 seconds and 100 frames. */
    private static List<MemoryLook> looks(IntToDoubleFunction memory) {
        return IntStream.range(0, 100)
                .mapToObj(i -> new MemoryLook(i * 10, i * 100L, i, memory.applyAsDouble(i), 0, 0))
                .toList();
    }
}
