package io.lynceus.processor.streams;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.turbo.TurboFilter;
import ch.qos.logback.core.spi.FilterReply;
import java.util.concurrent.atomic.LongAdder;
import org.apache.kafka.clients.consumer.CommitFailedException;
import org.apache.kafka.streams.errors.TaskCorruptedException;
import org.apache.kafka.streams.errors.TaskMigratedException;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;
import org.slf4j.Marker;

/**
 * Makes one warning of what Kafka Streams logs at length when a thread throws its work since the last commit away and
 * begins again: after it was fenced, or when the broker did not take what was written. Sees what is logged before the
 * levels do, since that log is off; the rules of the log install it.
 */
public final class Rejoins extends TurboFilter {
    private static final org.slf4j.Logger LOG = LoggerFactory.getLogger(Rejoins.class);
    private static final LongAdder COUNT = new LongAdder();
    private static final String THREADS = "org.apache.kafka.streams.processor.internals.StreamThread";

    /** How often threads of this JVM began again. */
    static long count() {
        return COUNT.sum();
    }

    @Override
    public FilterReply decide(
            @Nullable Marker marker,
            Logger logger,
            Level level,
            @Nullable String format,
            Object @Nullable [] parameters,
            @Nullable Throwable thrown) {
        if (thrown != null && level == Level.WARN && logger.getName().equals(THREADS)) {
            String reason = reason(thrown);
            if (reason != null) {
                COUNT.increment();
                String thread = Thread.currentThread().getName();
                LOG.atWarn()
                        // Kafka Streams names them APPLICATION-INSTANCE-StreamThread-3.
                        .addKeyValue("thread", thread.substring(thread.lastIndexOf('-') + 1))
                        .addKeyValue("reason", reason)
                        .log("a stream thread begins again after its last commit");
            }
        }
        return FilterReply.NEUTRAL;
    }

    private static @Nullable String reason(Throwable thrown) {
        if (thrown instanceof TaskCorruptedException) {
            return "the broker did not take in time what the thread wrote";
        }
        if (!(thrown instanceof TaskMigratedException)) {
            return null;
        }
        return thrown.getCause() instanceof CommitFailedException
                ? "its group went on without it: a rebalance overtook its commit, or it was away for longer than"
                        + " max.poll.interval.ms"
                : "its transaction was ended: it lasted longer than transaction.timeout.ms, or another member"
                        + " has its cameras";
    }
}
