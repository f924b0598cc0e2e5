package io.lynceus.processor.chaos;

import io.lynceus.processor.kafka.AnalyticsTopic;
import io.lynceus.processor.kafka.Broker;
import io.lynceus.processor.kafka.TopicReader;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The committed tracks, zone events and counts as they come. One thread. */
final class SeenRecords implements AutoCloseable {
    private final Map<AnalyticsTopic, TopicReader<AnalyticsTopic.Identified>> readers =
            new EnumMap<>(AnalyticsTopic.class);
    private final TreeMap<String, String> texts = new TreeMap<>();
    private final List<String> twice = new ArrayList<>();

    /** From now on. */
    SeenRecords(Broker broker) {
        for (AnalyticsTopic topic : AnalyticsTopic.values()) {
            readers.put(
                    topic,
                    new TopicReader<>(broker, topic.name(broker.topics()), topic.reader(broker.codecs()), false));
        }
    }

    /** Takes what has come. */
    void look() {
        readers.forEach((topic, reader) -> {
            for (AnalyticsTopic.Identified one : reader.poll(Duration.ZERO)) {
                String id = topic + " " + one.id();
                if (texts.put(id, one.record().toString()) != null) {
                    twice.add(id);
                }
            }
        });
    }

    /** The records as text, by topic and id. */
    Map<String, String> texts() {
        return texts;
    }

    /** Ids that came more than once. */
    List<String> twice() {
        return twice;
    }

    @Override
    public void close() {
        readers.values().forEach(TopicReader::close);
    }
}
