package io.lynceus.processor.bench;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.utils.Utils;

/** Names of cameras that Kafka sends to the partitions in turn, so that stream threads have equal shares. */
final class EvenNames {
    private EvenNames() {}

    static List<String> of(int cameras, int partitions) {
        List<String> names = new ArrayList<>();
        for (int number = 1; names.size() < cameras; number++) {
            String name = "camera-" + number;
            int partition = Utils.toPositive(Utils.murmur2(name.getBytes(StandardCharsets.UTF_8))) % partitions;
            if (partition == names.size() % partitions) {
                names.add(name);
            }
        }
        return names;
    }
}
