package io.lynceus.processor.broker;

import static org.awaitility.Awaitility.await;

import io.lynceus.processor.kafka.Broker;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.TransactionListing;
import org.apache.kafka.clients.admin.TransactionState;

/** A broker in a JVM of its own, whose clock is wrong by as much as a test says at any moment. */
public final class WrongBroker implements AutoCloseable {
    private static final Set<TransactionState> SETTLED =
            Set.of(TransactionState.EMPTY, TransactionState.COMPLETE_COMMIT, TransactionState.COMPLETE_ABORT);

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

    /**
     * Waits until no transaction is under way. One that is when the clock is set back may be held until the clock is
     * where it was: brokers write to each other by the time of day.
     */
    public void awaitNoTransaction() {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", connection().bootstrap()))) {
            await().atMost(Duration.ofMinutes(5))
                    .until(() -> admin.listTransactions().all().get().stream()
                            .map(TransactionListing::state)
                            .allMatch(SETTLED::contains));
        }
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
