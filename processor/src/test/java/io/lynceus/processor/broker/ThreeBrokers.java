package io.lynceus.processor.broker;

import io.lynceus.processor.kafka.Broker;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.common.Uuid;

/** Three nodes in this JVM, of which one can be lost. */
public final class ThreeBrokers implements AutoCloseable {
    private static final int NODES = 3;

    /**
     * A node that is lost does not hand over first, and the last two need not wait for a quorum that they are no more.
     */
    private static final Map<String, String> ABRUPT =
            Map.of("controlled.shutdown.enable", "false", "broker.session.timeout.ms", "6000");

    private final List<EmbeddedBroker> nodes = new ArrayList<>();

    /** @param folder for the nodes' data */
    public ThreeBrokers(Path folder) {
        Uuid cluster = Uuid.randomUuid();
        Map<Integer, Integer> controllers = new TreeMap<>();
        IntStream.rangeClosed(1, NODES).forEach(id -> controllers.put(id, LoopbackPort.claim(0)));
        // Each waits for the others.
        List<CompletableFuture<EmbeddedBroker>> starting = controllers.keySet().stream()
                .map(id ->
                        new NodeSettings(id, LoopbackPort.claim(0), controllers, folder.resolve("node-" + id), ABRUPT))
                .map(node -> CompletableFuture.supplyAsync(
                        () -> EmbeddedBroker.start(node, cluster, null), task -> new Thread(task).start()))
                .toList();
        starting.forEach(one -> nodes.add(one.join()));
    }

    /** To all of them. */
    public Broker connection() {
        return Broker.at(
                nodes.stream().map(node -> node.connection().bootstrap()).collect(Collectors.joining(",")));
    }

    /** Takes one away for good. */
    public void lose(int index) {
        nodes.get(index).close();
    }

    @Override
    public void close() {
        // Together: the last ones would have no quorum to take their leave from.
        List<CompletableFuture<Void>> closing = nodes.stream()
                .map(node -> CompletableFuture.runAsync(node::close, task -> new Thread(task).start()))
                .toList();
        closing.forEach(CompletableFuture::join);
    }
}
