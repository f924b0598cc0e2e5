package io.lynceus.processor.ops;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.micrometer.core.instrument.binder.kafka.KafkaClientMetrics;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.Metric;
import org.apache.kafka.common.MetricName;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** Kafka's own metrics, by Micrometer's binder, as the product's log is set up. */
class KafkaMetersTest {
    private static final String NAME = "kafka.stream.task.process.total";

    /** After a rebalance a task has come and another gone. */
    @Test
    void tasksComeAndGoWithoutAWarning() {
        Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        ListAppender<ILoggingEvent> said = new ListAppender<>();
        said.start();
        root.addAppender(said);
        ScheduledExecutorService looks = Executors.newSingleThreadScheduledExecutor();
        Tasks tasks = new Tasks();
        try (Meters meters = Meters.open(null, "process");
                KafkaClientMetrics kafka = new KafkaClientMetrics(tasks, List.of(), looks, Duration.ofMillis(10))) {
            kafka.bindTo(meters.registry());
            tasks.numbers = List.of(2, 3, 4);
            await().untilAsserted(() -> assertThat(meters.registry().find(NAME).functionCounters())
                    .extracting(counter -> counter.getId().getTag("task.id"))
                    .containsExactlyInAnyOrder("0_2", "0_3", "0_4"));
            assertThat(meters.registry().find(NAME).functionCounters()).allMatch(counter -> counter.count() == 7);
            assertThat(List.copyOf(said.list))
                    .filteredOn(
                            line -> line.getLoggerName().matches("io\\.(micrometer|lynceus\\.processor\\.ops)\\..*"))
                    .noneMatch(line -> line.getLevel().isGreaterOrEqual(Level.WARN));
        } finally {
            root.detachAppender(said);
            looks.shutdownNow();
        }
    }

    private record Counted(MetricName metricName) implements Metric {
        @Override
        public Object metricValue() {
            return 7.0;
        }
    }

    /** A client with a metric for each task. */
    private static final class Tasks extends MockConsumer<byte[], byte[]> {
        /** As Kafka Streams draws one at each start when it is given none. */
        private static final String THREAD = "lynceus-detect-0b8ad7a7-16a8-4f46-9dbd-9cc2d8fa8c3f-StreamThread-1";

        private volatile List<Integer> numbers = List.of(1, 2, 3);

        private Tasks() {
            super("earliest");
        }

        @Override
        public Map<MetricName, ? extends Metric> metrics() {
            return numbers.stream()
                    .map(task -> new MetricName(
                            "process-total",
                            "stream-task-metrics",
                            "",
                            Map.of("thread-id", THREAD, "task-id", "0_" + task)))
                    .collect(Collectors.toMap(
                            name -> name, Counted::new, (one, other) -> one, LinkedHashMap<MetricName, Counted>::new));
        }
    }
}
