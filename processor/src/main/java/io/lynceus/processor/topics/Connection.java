package io.lynceus.processor.topics;

import io.lynceus.vision.RunError;
import io.lynceus.vision.UserError;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.common.KafkaException;

/** The first contact with a broker, so that one that is away is one clear line and not a client that retries for ever. */
public final class Connection {
    private static final Duration PATIENCE = Duration.ofSeconds(6);

    private Connection() {}

    /**
     * An admin client of a broker that has answered. The caller closes it.
     *
     * @param bootstrap host:port, or several with commas between
     * @throws UserError when that is no address
     * @throws RunError when no broker answers within 6 seconds
     */
    public static Admin open(String bootstrap) {
        Admin admin = admin(bootstrap);
        try {
            admin.describeCluster().nodes().get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
            return admin;
        } catch (ExecutionException | TimeoutException e) {
            admin.close(Duration.ZERO);
            throw new RunError(
                    "no Kafka broker answers at " + bootstrap + " (waited " + PATIENCE.toSeconds()
                            + " s): is it running, and is the address right? (--bootstrap)",
                    e);
        } catch (InterruptedException e) {
            admin.close(Duration.ZERO);
            Thread.currentThread().interrupt();
            throw new RunError("stopped while connecting to " + bootstrap, e);
        }
    }

    private static Admin admin(String bootstrap) {
        try {
            return Admin.create(Map.of(
                    AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG,
                    bootstrap,
                    AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
                    (int) PATIENCE.toMillis(),
                    AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG,
                    (int) PATIENCE.toMillis()));
        } catch (KafkaException e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            throw new UserError("--bootstrap " + bootstrap + ": " + cause.getMessage(), e);
        }
    }
}
