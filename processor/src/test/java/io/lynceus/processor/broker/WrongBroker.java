package io.lynceus.processor.broker;

import io.lynceus.processor.kafka.Broker;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/** A broker in a JVM of its own, whose clock is wrong by as much as a test says at any moment. */
public final class WrongBroker implements AutoCloseable {
    private final PreloadedClock clock;
    private final BrokerProcess broker;

    /**
     * Starts it with the right time.
     *
     * @param folder of its data and its clock
     * @param settings of the node, which go before ours
     */
    public WrongBroker(Path folder, Map<String, String> settings) throws IOException, InterruptedException {
        clock = new PreloadedClock(folder, "broker");
        broker = new BrokerProcess(LoopbackPort.claim(0), folder.resolve("broker"), clock.environment(), settings);
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
