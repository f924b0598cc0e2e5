package io.lynceus.processor.kafka;

import java.time.Duration;
import java.util.OptionalLong;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.QuorumInfo;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.UnsupportedVersionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks the broker for its time, at once and then each minute, on a thread of its own. The answer comes with the state
 * of the controllers, whose leader says when it last heard from itself, which is now. A broker that does not tell us,
 * because it may not or is no such one, leaves our own clock in place.
 */
public final class BrokerClock implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(BrokerClock.class);
    private static final Duration BETWEEN = Duration.ofMinutes(1);
    private static final Duration PATIENCE = Duration.ofSeconds(6);

    private final Admin admin;
    private final RecordTime time = RecordTime.ours();
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(work -> {
        Thread asking = new Thread(work, "broker-clock");
        asking.setDaemon(true);
        return asking;
    });

    private BrokerClock(Admin admin) {
        this.admin = admin;
    }

    /**
     * Asks for the first time, and goes on with it.
     *
     * @throws io.lynceus.vision.RunError when no broker answers
     */
    public static BrokerClock open(Broker broker) {
        BrokerClock clock = new BrokerClock(broker.admin());
        clock.ask();
        if (!clock.thread.isShutdown()) {
            clock.thread.scheduleWithFixedDelay(clock::ask, BETWEEN.toSeconds(), BETWEEN.toSeconds(), TimeUnit.SECONDS);
        }
        return clock;
    }

    /** The time for records, which this keeps right while it is open. */
    public RecordTime time() {
        return time;
    }

    private void ask() {
        try {
            QuorumInfo quorum =
                    admin.describeMetadataQuorum().quorumInfo().get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
            quorum.voters().stream()
                    .filter(voter -> voter.replicaId() == quorum.leaderId())
                    .map(QuorumInfo.ReplicaState::lastFetchTimestamp)
                    .flatMapToLong(OptionalLong::stream)
                    .filter(millis -> millis > 0)
                    .findFirst()
                    .ifPresent(time::tell);
        } catch (ExecutionException | TimeoutException | RuntimeException e) {
            if (e.getCause() instanceof AuthorizationException || e.getCause() instanceof UnsupportedVersionException) {
                // It will not tell the next time either, and logs each question.
                thread.shutdown();
            }
            LOG.atDebug().addKeyValue("reason", e.getMessage()).log("the broker does not tell its time");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        thread.shutdownNow();
        admin.close(Duration.ZERO);
    }
}
