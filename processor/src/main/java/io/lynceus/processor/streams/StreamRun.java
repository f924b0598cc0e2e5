package io.lynceus.processor.streams;

import io.lynceus.processor.config.HttpAddress;
import io.lynceus.processor.partitions.HashedPartition;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.LongAdder;
import org.apache.kafka.streams.CloseOptions;
import org.apache.kafka.streams.CloseOptions.GroupMembershipOperation;
import org.apache.kafka.streams.KafkaClientSupplier;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.KeyQueryMetadata;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.errors.StreamsException;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;
import org.apache.kafka.streams.processor.StreamPartitioner;
import org.apache.kafka.streams.processor.internals.StreamThread;
import org.apache.kafka.streams.state.HostInfo;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The stream threads, from their start until one of them fails or they are closed. Safe for several threads. */
final class StreamRun {
    private static final Logger LOG = LoggerFactory.getLogger(StreamRun.class);

    private final KafkaStreams streams;
    private final AutoCloseable watching;
    private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();

    private StreamRun(KafkaStreams streams, AutoCloseable watching) {
        this.streams = streams;
        this.watching = watching;
    }

    /**
     * Starts them and does not wait for them.
     *
     * @param changed called on any thread when there may be an answer that is new; must not block
     * @param rebalances counts how often the partitions were shared out
     * @param watch looks on
     */
    static StreamRun start(
            Topology topology,
            Properties settings,
            KafkaClientSupplier clients,
            Runnable changed,
            LongAdder rebalances,
            StreamWatch watch) {
        KafkaStreams streams = new KafkaStreams(topology, settings, clients);
        StreamRun run = new StreamRun(streams, watch.onStart(streams));
        run.streams.setUncaughtExceptionHandler(thrown -> {
            run.failure.compareAndSet(null, thrown);
            changed.run();
            return StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
        });
        run.streams.setStateListener((now, before) -> {
            if (now == KafkaStreams.State.REBALANCING) {
                rebalances.increment();
            }
            changed.run();
        });
        run.streams.start();
        return run;
    }

    /** True when all threads have their share of the partitions and work. */
    boolean running() {
        return streams.state() == KafkaStreams.State.RUNNING;
    }

    /** In one word, for people. */
    String state() {
        return streams.state().name();
    }

    /** How many threads are in each state, by the state's name; states with none too. */
    Map<String, Integer> threads() {
        Map<String, Integer> threads = new TreeMap<>();
        for (StreamThread.State state : StreamThread.State.values()) {
            threads.put(state.name(), 0);
        }
        streams.metadataForLocalThreads().forEach(thread -> threads.merge(thread.threadState(), 1, Integer::sum));
        return threads;
    }

    /** What the first thread to fail threw; the others end with it. */
    @Nullable
    Throwable failure() {
        return failure.get();
    }

    /**
     * Where the page of the instance is that has a camera, HOST:PORT; null when nobody knows.
     *
     * @param partition that the camera's packets are in; null for that of its name's hash
     */
    @Nullable
    String pageOf(String camera, @Nullable Integer partition) {
        StreamPartitioner<String, Object> there = (topic, key, value, partitions) ->
                Optional.of(Set.of(partition == null ? HashedPartition.of(key, partitions) : partition));
        try {
            KeyQueryMetadata place = streams.queryMetadataForKey(DetectProcessor.PROGRESS, camera, there);
            return place == null || KeyQueryMetadata.NOT_AVAILABLE.equals(place) ? null : page(place.activeHost());
        } catch (IllegalStateException | StreamsException e) {
            // Between two shares of the cameras.
            return null;
        }
    }

    /** HOST:PORT, an IPv6 address in brackets, which Kafka Streams takes away; null for an instance without a page. */
    static @Nullable String page(HostInfo host) {
        return HostInfo.unavailable().equals(host) ? null : new HttpAddress(host.host(), host.port()).toString();
    }

    /** How many bytes have come from brokers to the consumers. */
    long received() {
        return streams.metrics().values().stream()
                .filter(metric -> metric.metricName().group().equals("consumer-metrics")
                        && metric.metricName().name().equals("incoming-byte-total"))
                .mapToLong(metric -> metric.metricValue() instanceof Number number ? number.longValue() : 0)
                .sum();
    }

    /** How many packets of its partitions are not read yet; negative when that is not known. */
    long waiting() {
        List<Double> lags = streams.metrics().values().stream()
                .filter(metric -> metric.metricName().name().equals("records-lag")
                        && !metric.metricName()
                                .tags()
                                .getOrDefault("client-id", "")
                                .contains("restore"))
                .map(metric -> metric.metricValue() instanceof Double lag ? lag : Double.NaN)
                .filter(lag -> !lag.isNaN())
                .toList();
        return lags.isEmpty()
                ? -1
                : Math.round(lags.stream().mapToDouble(lag -> lag).sum());
    }

    /**
     * Commits what is done if it can, and stops.
     *
     * @param membership whether the group gives the cameras to other members at once, or keeps this one's place for a
     *     restart
     * @return false when the time was up first
     */
    boolean close(Duration patience, GroupMembershipOperation membership) {
        boolean closed = streams.close(CloseOptions.timeout(patience).withGroupMembershipOperation(membership));
        try {
            watching.close();
        } catch (Exception e) {
            LOG.atWarn().addKeyValue("reason", e.getMessage()).log("a meter of the stream threads could not be closed");
        }
        return closed;
    }
}
