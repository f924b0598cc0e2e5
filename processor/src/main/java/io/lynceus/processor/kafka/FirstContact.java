package io.lynceus.processor.kafka;

import io.lynceus.vision.RunError;
import io.lynceus.vision.UserError;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.SslAuthenticationException;
import org.apache.kafka.common.utils.Utils;

/**
 * The first contact with a broker, so that one that is away is one clear line and not a client that retries for ever.
 */
final class FirstContact {
    private static final Duration PATIENCE = Duration.ofSeconds(6);

    /** For one that is there and busy: somebody listens at one of the addresses. */
    private static final Duration LONG_PATIENCE = Duration.ofSeconds(30);

    /** How Kafka says that none of the addresses' hosts has a name that anybody knows. */
    private static final String UNKNOWN_HOST = "No resolvable bootstrap urls";

    private FirstContact() {}

    static Admin admin(Broker broker) {
        Admin admin = create(broker);
        long began = System.nanoTime();
        try {
            KafkaFuture<?> answer = admin.describeCluster().nodes();
            if (!isAnswered(answer, PATIENCE)) {
                Duration more = isThere(broker) ? LONG_PATIENCE.minus(PATIENCE) : Duration.ZERO;
                answer.get(more.toMillis(), TimeUnit.MILLISECONDS);
            }
            return admin;
        } catch (ExecutionException | TimeoutException e) {
            admin.close(Duration.ZERO);
            throw e.getCause() instanceof AuthenticationException refused
                    ? refused(broker, refused)
                    : away(broker, Duration.ofNanos(System.nanoTime() - began), e);
        } catch (InterruptedException e) {
            admin.close(Duration.ZERO);
            Thread.currentThread().interrupt();
            throw new RunError("stopped while connecting to " + broker, e);
        }
    }

    private static boolean isAnswered(KafkaFuture<?> answer, Duration patience)
            throws ExecutionException, InterruptedException {
        try {
            answer.get(patience.toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException e) {
            return false;
        }
    }

    private static boolean isThere(Broker broker) {
        for (String address : broker.bootstrap().split(",")) {
            String host = Utils.getHost(address.strip());
            Integer port = Utils.getPort(address.strip());
            if (host != null && port != null && listens(host, port)) {
                return true;
            }
        }
        return false;
    }

    private static boolean listens(String host, int port) {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(host, port), (int) PATIENCE.toMillis());
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    private static Admin create(Broker broker) {
        Map<String, Object> settings = broker.settings();
        settings.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, (int) LONG_PATIENCE.toMillis());
        settings.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, (int) LONG_PATIENCE.toMillis());
        try {
            return Admin.create(settings);
        } catch (KafkaException e) {
            if (broker.words(e).startsWith(UNKNOWN_HOST)) {
                throw new UserError("--bootstrap " + broker + ": no such host", e);
            }
            throw new UserError(
                    "--bootstrap " + broker
                            + (broker.client().values().isEmpty() ? "" : " with the Kafka client settings") + ": "
                            + broker.words(e),
                    e);
        }
    }

    private static RunError away(Broker broker, Duration waited, Exception problem) {
        return new RunError(
                "no Kafka broker answers at " + broker + " (waited " + waited.toSeconds()
                        + " s): is it running, and is the address right? (--bootstrap)",
                problem);
    }

    private static RunError refused(Broker broker, AuthenticationException problem) {
        if (problem instanceof SslAuthenticationException) {
            return new RunError(
                    "no TLS connection with the Kafka broker at " + broker + ": " + tls(broker, problem), problem);
        }
        return new RunError(
                "the Kafka broker at " + broker + " does not let us in: " + broker.words(problem)
                        + " (user and password are in --kafka-config or the environment)",
                problem);
    }

    /** Java's words from under Kafka's, which are the same for every failure. */
    private static String tls(Broker broker, Throwable problem) {
        Throwable root = problem;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return broker.words(root);
    }
}
