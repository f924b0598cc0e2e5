package io.lynceus.processor.broker;

import io.lynceus.processor.kafka.Broker;
import io.lynceus.vision.Reason;
import io.lynceus.vision.RunError;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;
import org.jspecify.annotations.Nullable;

/**
 * One Kafka node, broker and KRaft controller in one, that listens on 127.0.0.1 only. Its topics live as long as the
 * data folder.
 *
 * <p>{@link #start} returns when clients are served. {@link #close} may be called from any thread, more than once.
 */
public final class EmbeddedBroker implements AutoCloseable {
    private final KafkaRaftServer server;
    private final int port;
    private final @Nullable Path temporary;
    private boolean closed;

    private EmbeddedBroker(KafkaRaftServer server, int port, @Nullable Path temporary) {
        this.server = server;
        this.port = port;
        this.temporary = temporary;
    }

    /**
     * Starts a broker in a folder of its own that close deletes.
     *
     * @param port where clients connect, 0 for any free port
     * @throws RunError when the port is taken
     */
    public static EmbeddedBroker start(int port) {
        try {
            Path folder = Files.createTempDirectory("lynceus-broker-");
            return start(port, folder, folder);
        } catch (IOException e) {
            throw new RunError("no folder for the embedded broker's data: " + Reason.of(e), e);
        }
    }

    /**
     * Starts a broker on a folder that stays; a folder that a broker has used goes on where that one ended.
     *
     * @param port where clients connect, 0 for any free port
     * @throws RunError when the port is taken or the folder cannot be used
     */
    public static EmbeddedBroker start(int port, Path folder) {
        return start(port, folder, null);
    }

    private static EmbeddedBroker start(int port, Path folder, @Nullable Path temporary) {
        return start(port, folder, temporary, Map.of());
    }

    /**
     * Starts a cluster of one.
     *
     * @param temporary a folder that close deletes
     * @param more settings of the node, which go before ours
     */
    static EmbeddedBroker start(int port, Path folder, @Nullable Path temporary, Map<String, String> more) {
        int clients = LoopbackPort.claim(port);
        return start(NodeSettings.alone(clients, LoopbackPort.claim(0), folder, more), Uuid.randomUuid(), temporary);
    }

    /**
     * Starts a node; one of several returns when enough of the others have started for a quorum.
     *
     * @param temporary a folder that close deletes
     */
    static EmbeddedBroker start(NodeSettings node, Uuid cluster, @Nullable Path temporary) {
        KafkaRaftServer server = null;
        try {
            NodeStorage.format(node, cluster);
            server = new KafkaRaftServer(KafkaConfig.fromProps(node.properties(), false), Time.SYSTEM);
            server.startup();
            return new EmbeddedBroker(server, node.port(), temporary);
        } catch (Exception e) {
            if (server != null) {
                server.shutdown();
            }
            if (temporary != null) {
                delete(temporary);
            }
            throw new RunError("the embedded broker did not start on port " + node.port() + ": " + e.getMessage(), e);
        }
    }

    /** How our clients reach it; any other does by the same address. */
    public Broker connection() {
        return Broker.at(LoopbackPort.HOST + ":" + port);
    }

    /** Stops the node, waits until it is down and deletes its folder when that was a temporary one. */
    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        server.shutdown();
        server.awaitShutdown();
        if (temporary != null) {
            delete(temporary);
        }
    }

    private static void delete(Path folder) {
        try {
            NodeStorage.delete(folder);
        } catch (IOException | UncheckedIOException e) {
            // A few files left in the temporary folder are no reason to fail a run that is over.
            System.getLogger(EmbeddedBroker.class.getName())
                    .log(System.Logger.Level.DEBUG, "left behind: " + folder, e);
        }
    }
}
