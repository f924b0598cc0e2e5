package io.lynceus.processor.ledger;

import io.lynceus.processor.kafka.AnalyticsTopic;
import io.lynceus.processor.kafka.Broker;
import io.lynceus.processor.kafka.RecordSizes;
import io.lynceus.processor.kafka.StretchReader;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Counts tracks, zone events and counts, and sees that each record is there once. */
public final class RecordLedger {
    private RecordLedger() {}

    /**
     * Reads all that is committed by now.
     *
     * @param since records that the broker stored then or later; null for all
     * @param cameras whose records count
     * @param stopped asked in between; true ends it with a RunError
     * @return one for each of the topics that is there
     */
    public static List<TopicLedger> read(
            Broker broker, @Nullable Instant since, Predicate<String> cameras, BooleanSupplier stopped) {
        List<TopicLedger> ledgers = new ArrayList<>();
        for (AnalyticsTopic topic : AnalyticsTopic.values()) {
            if (broker.has(topic.name(broker.topics()))) {
                UniqueIds ids = new UniqueIds();
                read(broker, topic, since, cameras, stopped, ids);
                ledgers.add(new TopicLedger(topic, ids.count(), ids.duplicate()));
            }
        }
        return ledgers;
    }

    private static void read(
            Broker broker,
            AnalyticsTopic topic,
            @Nullable Instant since,
            Predicate<String> cameras,
            BooleanSupplier stopped,
            UniqueIds ids) {
        try (StretchReader<AnalyticsTopic.Identified> reader = new StretchReader<>(
                broker,
                topic.name(broker.topics()),
                topic.reader(broker.codecs()),
                RecordSizes.PARTITION_FETCH,
                stopped)) {
            Map<Integer, Long> begin = since == null ? reader.beginnings() : reader.from(since);
            reader.read(begin, reader.ends(), placed -> {
                if (cameras.test(placed.value().camera())) {
                    ids.take(placed.value().id());
                }
            });
        }
    }
}
