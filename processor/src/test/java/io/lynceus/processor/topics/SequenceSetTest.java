package io.lynceus.processor.topics;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Random;
import java.util.Set;
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
}
