package io.lynceus.processor.cli;

import io.lynceus.processor.ledger.TopicLedger;
import java.util.List;
import java.util.stream.Collectors;

/** What the ledger says of tracks, zone events and counts. */
final class RecordsText {
    private RecordsText() {}

    static boolean good(List<TopicLedger> topics) {
        return topics.stream().allMatch(topic -> topic.duplicate() == 0);
    }

    /** One line, and none where nothing was written. */
    static List<String> lines(List<TopicLedger> topics) {
        if (topics.stream().allMatch(topic -> topic.records() == 0)) {
            return List.of();
        }
        String counts = topics.stream()
                .map(topic -> topic.topic() + " " + topic.records()
                        + (topic.duplicate() == 0 ? "" : ", of which " + topic.duplicate() + " are there twice"))
                .collect(Collectors.joining(", "));
        return List.of("Records of " + counts + (good(topics) ? ": each is there once." : "."));
    }
}
