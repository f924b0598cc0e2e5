package io.lynceus.processor.broker;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Properties;

/** The broker's own settings: one node, small and quick to start, records as large as a 4K keyframe. */
final class NodeSettings {
    static final int NODE_ID = 1;
    private static final int LARGEST_RECORD = 32 << 20;

    private NodeSettings() {}

    static Properties of(int clients, int controller, Path folder) {
        Map<String, Object> settings = new LinkedHashMap<>();
        settings.put("process.roles", "broker,controller");
        settings.put("node.id", NODE_ID);
        settings.put("controller.quorum.voters", NODE_ID + "@" + LoopbackPort.HOST + ":" + controller);
        settings.put("controller.listener.names", "CONTROLLER");
        settings.put("inter.broker.listener.name", "PLAINTEXT");
        settings.put(
                "listeners",
                "PLAINTEXT://" + LoopbackPort.HOST + ":" + clients + ",CONTROLLER://" + LoopbackPort.HOST + ":"
                        + controller);
        settings.put("log.dirs", folder);
        settings.put("auto.create.topics.enable", false);

        // One node: nothing to replicate, and few partitions of the internal topics make a quick start.
        for (String topic : new String[] {"offsets.topic", "transaction.state.log", "share.coordinator.state.topic"}) {
            settings.put(topic + ".num.partitions", topic.startsWith("share") ? 1 : 4);
            settings.put(topic + ".replication.factor", 1);
        }
        settings.put("transaction.state.log.min.isr", 1);
        // Readers wait for transactions of processes that died: look for them every second, not every ten.
        settings.put("transaction.abort.timed.out.transaction.cleanup.interval.ms", 1_000);
        settings.put("share.coordinator.state.topic.min.isr", 1);
        settings.put("group.initial.rebalance.delay.ms", 0);
        // With one node there is nobody to take over: on a busy machine a short session would only fence it.
        settings.put("broker.session.timeout.ms", 60_000);
        settings.put("num.network.threads", 2);
        settings.put("num.io.threads", 2);
        settings.put("log.cleaner.dedupe.buffer.size", 4L << 20);
        settings.put("offsets.load.buffer.size", 1 << 20);

        settings.put("broker.heartbeat.interval.ms", 500);

        settings.put("message.max.bytes", LARGEST_RECORD);
        settings.put("replica.fetch.max.bytes", LARGEST_RECORD);
        Properties properties = new Properties();
        settings.forEach((key, value) -> properties.setProperty(key, value.toString()));
        return properties;
    }
}
