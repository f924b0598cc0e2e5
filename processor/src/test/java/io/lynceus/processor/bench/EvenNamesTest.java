package io.lynceus.processor.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.kafka.clients.producer.internals.BuiltInPartitioner;
import org.junit.jupiter.api.Test;

class EvenNamesTest {
    @Test
    void namesLieOnThePartitionsInTurn() {
        List<String> names = EvenNames.of(9, 4);
        assertThat(names).hasSize(9).doesNotHaveDuplicates();
        List<Integer> partitions = names.stream()
                .map(name -> BuiltInPartitioner.partitionForKey(name.getBytes(StandardCharsets.UTF_8), 4))
                .toList();
        assertThat(partitions).containsExactly(0, 1, 2, 3, 0, 1, 2, 3, 0);
    }
}
