package io.lynceus.trainer.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.lynceus.trainer.evaluation.ClassMetrics;
import io.lynceus.trainer.evaluation.Metrics;
import io.lynceus.trainer.evaluation.Speed;
import java.util.List;
import org.junit.jupiter.api.Test;

class WeakClassesTest {
    private static ClassMetrics of(String name, double precision, double recall, double ap50) {
        return new ClassMetrics(0, name, 5, 9, precision, recall, ap50, ap50 / 2);
    }

    @Test
    void namesThoseFarBehindTheMeanTheWorstFirst() {
        List<ClassMetrics> classes =
                List.of(of("car", 0.9, 0.9, 0.9), of("bus", 0.3, 0.6, 0.4), of("dog", 0.8, 0.2, 0.2));
        Metrics metrics = new Metrics(9, 27, 0.6, 0.6, 0.6, 0.3, 0.5, classes, List.of(), new Speed(0, 0, 0));

        List<String> lines = WeakClasses.of(metrics);

        assertThat(lines).hasSize(2);
        assertThat(lines.get(0))
                .contains("dog, AP50 0.200 beside 0.600")
                .endsWith("it is missed, more pictures of it may help");
        assertThat(lines.get(1)).contains("bus, AP50 0.400").endsWith("others are taken for it");
    }
}
