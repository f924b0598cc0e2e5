package io.lynceus.processor.broker;

import io.lynceus.processor.kafka.Broker;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/** A broker in a JVM of its own, whose clock is wrong by as much as a test says at any moment. */
public final class WrongBroker implements AutoCloseable {
    private final PreloadedClock clock;
    private final int port = LoopbackPort.claim(0);
    private final Path folder;
    private final Map<String, String> settings;
    private BrokerProcess broker;

    /**
     * Starts it.
     *
     * @param folder of its data and its clock
     * @param ahead by how much its clock is ahead of ours
     * @param settings of the node, which go before ours
     */
    public WrongBroker(Path folder, Duration ahead, Map<String, String> settings)
            throws IOException, InterruptedException {
        this.folder = folder;
        this.settings = settings;
        clock = new PreloadedClock(folder, "broker");
        clock.ahead(ahead);
        broker = start();
    }

    private BrokerProcess start() {
        return new BrokerProcess(port, folder.resolve("broker"), clock.environment(), settings);
    }

    /** Kills it and starts it on the same data with another clock. */
    public void startAgain(Duration ahead) {
        broker.close();
        clock.ahead(ahead);
        broker = start();
    }

    public Broker connection() {
        return broker.connection();
    }

    /** From now on its clock is ahead of ours by this, or behind when it is negative. */
    public void ahead(Duration by) {
        clock.ahead(by);
    }

    @Override
    public void close() {
        broker.close();
    }
}
