package io.lynceus.processor.broker;

import io.lynceus.processor.kafka.TopicLayout;
import io.lynceus.processor.kafka.TopicSetup;

/** A broker as {@code topics create} leaves it. */
public final class BrokerWithTopics {
    private BrokerWithTopics() {}

    /** @param partitions of each topic; records may have a megabyte */
    public static EmbeddedBroker start(int partitions) {
        EmbeddedBroker broker = EmbeddedBroker.start(0);
        try (TopicSetup topics = TopicSetup.open(broker.connection())) {
            topics.create(new TopicLayout(partitions, 1, 1 << 20));
        }
        return broker;
    }
}
