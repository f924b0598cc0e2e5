package io.lynceus.processor.streams;

import io.lynceus.processor.kafka.Broker;
import io.lynceus.vision.RunError;
import io.lynceus.vision.UserError;
import java.io.IOException;
import java.util.List;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.FencedInstanceIdException;
import org.apache.kafka.common.errors.InvalidTopicException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.errors.UnsupportedVersionException;
import org.apache.kafka.streams.errors.StreamsException;

/**
 * Why a stream thread died, and whether that passes. What passes is waited for: the threads are started again, as after
 * a restart of the process. What does not ends the process loudly.
 *
 * <table>
 * <caption>The first line that fits, looking at the cause under what Kafka Streams wraps it in</caption>
 * <tr><th>cause</th><th>example</th><th>passes</th></tr>
 * <tr><td>our own errors</td><td>the engine failed, a schema that this version does not know</td><td>no</td></tr>
 * <tr><td>{@link #FINAL} of Kafka's</td><td>fenced by a process of the same name, not allowed, not
 * supported</td><td>no</td></tr>
 * <tr><td>{@link #ofTransactionTimeout}</td><td>the engine is too slow for what the broker allows</td><td>no</td></tr>
 * <tr><td>{@link #ofPartitions}</td><td>the packets have got more of them than the progress has</td><td>yes</td></tr>
 * <tr><td>Kafka Streams' own, without a cause</td><td>a topology that is not that of the group</td><td>no</td></tr>
 * <tr><td>Kafka's clients' and the broker's</td><td>the broker is away, its disk is full, a transaction in an invalid
 * state</td><td>yes</td></tr>
 * <tr><td>the disk's</td><td>the state folder is full or gone</td><td>yes</td></tr>
 * <tr><td>anything else</td><td>a bug of ours, no memory</td><td>no</td></tr>
 * </table>
 *
 * @param passes whether to start the threads again
 * @param reason for people, one line
 */
record StreamFailure(boolean passes, String reason) {
    /** Trying again would give the same answer. */
    private static final List<Class<? extends KafkaException>> FINAL = List.of(
            FencedInstanceIdException.class,
            AuthenticationException.class,
            AuthorizationException.class,
            UnsupportedVersionException.class,
            InvalidTopicException.class,
            RecordTooLargeException.class,
            SerializationException.class,
            ConfigException.class,
            StreamsException.class);

    /**
     * @param limits of the run that failed
     * @param broker whose secrets stay out of the reason
     */
    static StreamFailure of(Throwable thrown, WorkLimits limits, Broker broker) {
        Throwable cause = cause(thrown);
        return new StreamFailure(passes(cause), reason(cause, limits, broker));
    }

    /**
     * True when somebody has added partitions to the packets: the progress must have as many. Kafka Streams only says
     * it in words.
     */
    static boolean ofPartitions(Throwable thrown) {
        return String.valueOf(cause(thrown).getMessage()).contains("has invalid partitions: expected");
    }

    /** True when the broker allows no transaction as long as ours may be. The producer only says it in words. */
    private static boolean ofTransactionTimeout(Throwable cause) {
        return String.valueOf(cause.getMessage()).contains("transaction.max.timeout.ms");
    }

    /** The innermost one, or the first that is ours: its words are for people. */
    private static Throwable cause(Throwable thrown) {
        Throwable cause = thrown;
        while (!isOurs(cause) && cause.getCause() != null) {
            cause = cause.getCause();
        }
        return cause;
    }

    private static boolean isOurs(Throwable thrown) {
        return thrown instanceof RunError || thrown instanceof UserError;
    }

    private static boolean passes(Throwable cause) {
        if (ofPartitions(cause)) {
            return true;
        }
        if (isOurs(cause) || ofTransactionTimeout(cause) || FINAL.stream().anyMatch(kind -> kind.isInstance(cause))) {
            return false;
        }
        return cause instanceof KafkaException || cause instanceof IOException || isOfKafkasClients(cause);
    }

    /**
     * Such as an IllegalStateException of a producer whose transaction could not be ended while the broker was away.
     */
    private static boolean isOfKafkasClients(Throwable cause) {
        StackTraceElement[] trace = cause.getStackTrace();
        return cause instanceof IllegalStateException
                && trace.length > 0
                && trace[0].getClassName().startsWith("org.apache.kafka.clients.");
    }

    private static String reason(Throwable cause, WorkLimits limits, Broker broker) {
        if (cause instanceof FencedInstanceIdException) {
            return "another process of its application is at work under the same name: give each its own with"
                    + " --instance";
        }
        if (ofTransactionTimeout(cause)) {
            return "with this engine a transaction may have to last "
                    + limits.transaction().toSeconds()
                    + " s, and the broker allows less: raise its transaction.max.timeout.ms, or take a quicker model";
        }
        if (ofPartitions(cause)) {
            return broker.topics().packets() + " has got more partitions";
        }
        return broker.words(cause);
    }
}
