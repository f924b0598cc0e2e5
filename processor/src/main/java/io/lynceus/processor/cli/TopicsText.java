package io.lynceus.processor.cli;

import io.lynceus.processor.config.DurationText;
import io.lynceus.processor.kafka.Broker;
import io.lynceus.processor.kafka.SettingDifference;
import io.lynceus.processor.kafka.TopicFacts;
import io.lynceus.processor.kafka.TopicLayout;
import io.lynceus.processor.kafka.TopicNames;
import java.util.ArrayList;
import java.util.List;

/** What the verb topics prints. */
final class TopicsText {
    private static final String ROW = "%-26s %10s %11s %8s %12s %10s  %s";

    private TopicsText() {}

    /** A heading and a line for each topic. */
    static List<String> table(List<TopicFacts> topics) {
        List<String> lines = new ArrayList<>();
        lines.add(String.format(
                ROW, "TOPIC", "PARTITIONS", "REPLICATION", "IN SYNC", "MAX RECORD", "TIME OF", "RETENTION"));
        for (TopicFacts topic : topics) {
            lines.add(String.format(
                    ROW,
                    topic.name(),
                    topic.partitions(),
                    topic.replication(),
                    topic.leastInSync(),
                    (topic.maxMessageBytes() >> 20) + " MiB",
                    topic.brokersClock() ? "broker" : "writer",
                    topic.retentionMillis() < 0 ? "for ever" : topic.retentionMillis() / 3_600_000 + " h"));
        }
        return lines;
    }

    /** The command that changes what differs. */
    static String alter(Broker broker, TopicLayout layout, List<SettingDifference> differences) {
        StringBuilder command = new StringBuilder("./lynceus topics alter ").append(broker.options());
        if (layout.maxMessageBytes() != TopicLayout.DEFAULT.maxMessageBytes()) {
            command.append(" --max-message-bytes ").append(layout.maxMessageBytes());
        }
        if (differences.stream()
                .anyMatch(one ->
                        one.retention() && one.topic().equals(broker.topics().packets()))) {
            command.append(" --retention ").append(DurationText.of(layout.retention()));
        }
        if (differences.stream().anyMatch(one -> one.retention() && ofEvents(one, broker.topics()))) {
            command.append(" --event-retention ").append(DurationText.of(layout.eventRetention()));
        }
        return command.toString();
    }

    /** True when the options say how long the topic's records are to stay. */
    static boolean said(SettingDifference retention, TopicNames topics, TopicOptions wanted) {
        if (retention.topic().equals(topics.packets())) {
            return wanted.retention != null;
        }
        return !ofEvents(retention, topics) || wanted.eventRetention != null;
    }

    private static boolean ofEvents(SettingDifference one, TopicNames topics) {
        return one.topic().equals(topics.detections()) || one.topic().equals(topics.deadLetters());
    }
}
