package io.lynceus.processor.broker;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class LoopbackPortTest {
    /** Of twelve thousand ports, so many times that any other way some would come twice. */
    @Test
    void noPortIsGivenTwice() {
        List<Integer> claimed =
                Stream.generate(() -> LoopbackPort.claim(0)).limit(600).toList();
        assertThat(claimed).doesNotHaveDuplicates();
    }
}
