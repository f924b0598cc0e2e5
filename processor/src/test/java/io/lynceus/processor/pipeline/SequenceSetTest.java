package io.lynceus.processor.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class SequenceSetTest {
    @Test
    void agreesWithAPlainSet() {
        Random random = new Random(3);
        for (int round = 0; round < 200; round++) {
            SequenceSet left = new SequenceSet();
            SequenceSet right = new SequenceSet();
            Set<Long> plainLeft = new HashSet<>();
            Set<Long> plainRight = new HashSet<>();
            for (int i = 0; i < 60; i++) {
                long number = random.nextInt(50) - 10;
                assertThat(left.add(number)).isEqualTo(plainLeft.add(number));
                number = random.nextInt(50) - 10;
                assertThat(right.add(number)).isEqualTo(plainRight.add(number));
            }
            long missing = plainLeft.stream()
                    .filter(number -> !plainRight.contains(number))
                    .count();
            assertThat(left.without(right)).isEqualTo(missing);
            plainLeft.forEach(number -> assertThat(left.contains(number)).isTrue());
        }
    }

    @Test
    void takesTheLargestAndTheSmallestNumber() {
        SequenceSet set = new SequenceSet();
        assertThat(set.add(Long.MAX_VALUE)).isTrue();
        assertThat(set.add(Long.MIN_VALUE)).isTrue();
        assertThat(set.add(Long.MAX_VALUE)).isFalse();
        assertThat(set.without(new SequenceSet())).isEqualTo(2);
    }

    @Test
    void isMadeAgainFromItsRuns() {
        SequenceSet set = new SequenceSet();
        List.of(1L, 2L, 5L, 7L, 8L).forEach(set::add);
        assertThat(set.runs()).isEqualTo(Map.of(1L, 2L, 5L, 5L, 7L, 8L));
        SequenceSet copy = new SequenceSet(set.runs());
        assertThat(copy.add(6)).isTrue();
        assertThat(copy.runs()).isEqualTo(Map.of(1L, 2L, 5L, 8L));
        assertThat(set.contains(6)).isFalse();
    }

    @Test
    void theLowestGapsAreClosedFirst() {
        SequenceSet set = new SequenceSet();
        List.of(1L, 2L, 5L, 7L, 8L).forEach(set::add);
        set.closeGaps(3);
        assertThat(set.contains(3)).isFalse();
        set.closeGaps(2);
        assertThat(set.runs()).isEqualTo(Map.of(1L, 5L, 7L, 8L));
    }

    @Test
    void whatIsNotThereComesInStretches() {
        SequenceSet set = new SequenceSet();
        for (long number : new long[] {3, 4, 5, 9, 20, 21}) {
            set.add(number);
        }
        assertThat(set.gaps(0, 25, 1)).isEqualTo(new TreeMap<>(Map.of(0L, 2L, 6L, 8L, 10L, 19L, 22L, 25L)));
        assertThat(set.gaps(0, 25, 3)).as("close ones are one").isEqualTo(new TreeMap<>(Map.of(0L, 2L, 6L, 25L)));
        assertThat(set.gaps(4, 5, 1)).isEmpty();
        assertThat(set.gaps(21, 22, 1)).isEqualTo(new TreeMap<>(Map.of(22L, 22L)));
        assertThat(set.gaps(7, 6, 1)).isEmpty();
        assertThat(new SequenceSet().gaps(1, 3, 1)).isEqualTo(new TreeMap<>(Map.of(1L, 3L)));
    }
}
