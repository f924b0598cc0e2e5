package io.lynceus.processor.broker;

import io.lynceus.processor.kafka.RecordSizes;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Collectors;

/**
 * One node's own settings: small and quick to start, records as large as a 4K keyframe.
 *
 * @param id of the node
 * @param port where clients connect
 * @param controllers the port of each node's controller, by the nodes' ids
 * @param folder of its data
 * @param more settings, which go before ours
 */
record NodeSettings(int id, int port, Map<Integer, Integer> controllers, Path folder, Map<String, String> more) {
    private static final String CLIENTS = "CLIENTS";
    static final String CONTROLLER = "CONTROLLER";

    /** A cluster of one. */
    static NodeSettings alone(int port, int controller, Path folder, Map<String, String> more) {
        return new NodeSettings(1, port, Map.of(1, controller), folder, more);
    }

    Properties properties() {
        Map<String, Object> settings = new LinkedHashMap<>();
        settings.put("process.roles", "broker,controller");
        settings.put("node.id", id);
        settings.put(
                "controller.quorum.voters",
                controllers.entrySet().stream()
                        .map(node -> node.getKey() + "@" + LoopbackPort.HOST + ":" + node.getValue())
                        .collect(Collectors.joining(",")));
        settings.put("controller.listener.names", CONTROLLER);
        settings.put("inter.broker.listener.name", CLIENTS);
        settings.put("listener.security.protocol.map", CLIENTS + ":PLAINTEXT," + CONTROLLER + ":PLAINTEXT");
        settings.put(
                "listeners", listener(CLIENTS, port) + "," + listener(CONTROLLER, controllers.getOrDefault(id, 0)));
        settings.put("log.dirs", folder);
        settings.put("auto.create.topics.enable", false);

        // Few partitions of the internal topics make a quick start.
        int copies = controllers.size();
        for (String topic : new String[] {"offsets.topic", "transaction.state.log", "share.coordinator.state.topic"}) {
            settings.put(topic + ".num.partitions", topic.startsWith("share") ? 1 : 4);
            settings.put(topic + ".replication.factor", copies);
        }
        settings.put("transaction.state.log.min.isr", Math.max(1, copies - 1));
        settings.put("share.coordinator.state.topic.min.isr", 1);
        // Readers wait for transactions of processes that died: look for them every second, not every ten.
        settings.put("transaction.abort.timed.out.transaction.cleanup.interval.ms", 1_000);
        settings.put("group.initial.rebalance.delay.ms", 0);
        // With one node there is nobody to take over: on a busy machine a short session would only fence it.
        settings.put("broker.session.timeout.ms", copies == 1 ? 60_000 : 9_000);
        settings.put("num.network.threads", 2);
        settings.put("num.io.threads", 2);
        settings.put("log.cleaner.dedupe.buffer.size", 4L << 20);
        settings.put("offsets.load.buffer.size", 1 << 20);

        settings.put("broker.heartbeat.interval.ms", 500);

        settings.put("message.max.bytes", RecordSizes.LARGEST);
        settings.put("replica.fetch.max.bytes", RecordSizes.LARGEST);
        settings.putAll(more);
        Properties properties = new Properties();
        settings.forEach((key, value) -> properties.setProperty(key, value.toString()));
        return properties;
    }

    private static String listener(String name, int port) {
        return name + "://" + LoopbackPort.HOST + ":" + port;
    }
}
