package io.lynceus.processor.sinks;

import io.lynceus.processor.kafka.Broker;
import io.lynceus.processor.kafka.Codecs;
import io.lynceus.processor.kafka.Shard;
import io.lynceus.processor.kafka.TopicFollower;
import io.lynceus.processor.kafka.TopicNames;
import io.lynceus.processor.kafka.Waiting;
import io.lynceus.vision.RunError;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Records of our topics into PostgreSQL, each once: where reading goes on is written in the transaction of the rows,
 * and after whatever end it is read there. Of several sinks on one schema one writes and the others wait. A database or
 * a broker that goes away is waited for, and the log says so once. One thread.
 */
public final class HistorySink implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(HistorySink.class);
    private static final String AWAY = "it does not answer";
    private static final Duration POLL = Duration.ofMillis(250);
    private static final Duration IDLE = Duration.ofSeconds(5);
    private static final Duration LOOK = Duration.ofSeconds(30);
    private static final Duration SHORTEST_WAIT = Duration.ofMillis(250);
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(10);

    private final Postgres postgres;
    private final @Nullable Duration retention;
    private final List<KeptTopic<?>> topics;
    private final TopicFollower follower;
    private final Predicate<Duration> stopped;
    private final Waiting database = new Waiting("sink: the database", System::nanoTime);
    private final Waiting broker = new Waiting("sink: the broker", System::nanoTime);
    private volatile long written;
    private volatile long behind = -1;

    private HistorySink(
            Postgres postgres,
            @Nullable Duration retention,
            List<KeptTopic<?>> topics,
            TopicFollower follower,
            Predicate<Duration> stopped) {
        this.postgres = postgres;
        this.retention = retention;
        this.topics = topics;
        this.follower = follower;
        this.stopped = stopped;
    }

    /**
     * Sees that database and broker are there and brings the tables up to date.
     *
     * @param retention how long rows are kept; null for ever
     * @param stopped waits up to a time, and says whether we are to stop
     * @throws RunError when one of the two does not answer or does not let us in
     */
    public static HistorySink open(
            Broker broker, Postgres postgres, @Nullable Duration retention, Predicate<Duration> stopped) {
        List<KeptTopic<?>> topics = kept(broker.topics(), broker.codecs());
        try {
            HistorySchema.migrate(
                    postgres,
                    topics.stream().flatMap(one -> one.rows().tables().stream()).toList());
        } catch (SQLException e) {
            throw new RunError("the database at " + postgres + " cannot be used: " + Sql.words(e), e);
        }
        TopicFollower follower =
                TopicFollower.open(broker, topics.stream().map(KeptTopic::name).toList());
        return new HistorySink(postgres, retention, topics, follower, stopped);
    }

    private static List<KeptTopic<?>> kept(TopicNames names, Codecs codecs) {
        return List.of(
                new KeptTopic<>(names.detections(), codecs.detections().deserializer(), new FrameRows()),
                new KeptTopic<>(names.tracks(), codecs.tracks().deserializer(), new TrackRows()),
                new KeptTopic<>(names.zoneEvents(), codecs.zoneEvents().deserializer(), new ZoneEventRows()),
                new KeptTopic<>(names.counts(), codecs.counts().deserializer(), new CountRows()));
    }

    /** Records that have rows, since the start. */
    public long written() {
        return written;
    }

    /** Records that wait to be written; -1 while that is not known. */
    public long behind() {
        return behind;
    }

    /**
     * Goes on until it is to stop.
     *
     * @param atRest asked when there was nothing to write for a moment; true ends it
     */
    public void run(Predicate<HistorySink> atRest) {
        Duration wait = SHORTEST_WAIT;
        while (!stopped.test(Duration.ZERO)) {
            try (Connection connection = postgres.connect()) {
                connection.setAutoCommit(false);
                if (History.claim(connection, postgres.schema())) {
                    database.goesOn();
                    wait = SHORTEST_WAIT;
                    follow(connection, atRest);
                    return;
                }
                database.waits("another sink writes to schema " + postgres.schema());
                connection.rollback();
            } catch (SQLException e) {
                database.waits(Sql.words(e));
            }
            if (stopped.test(wait)) {
                return;
            }
            wait = wait.compareTo(LONGEST_WAIT) < 0 ? wait.multipliedBy(2) : LONGEST_WAIT;
        }
    }

    /** Until all is done, or the connection fails. */
    private void follow(Connection connection, Predicate<HistorySink> atRest) throws SQLException {
        Set<Shard> shards = Set.of();
        History history = new History(connection, topics, oldest());
        long looked = System.nanoTime();
        long busy = System.nanoTime();
        while (!stopped.test(Duration.ZERO)) {
            if (shards.isEmpty() || System.nanoTime() - looked >= LOOK.toNanos()) {
                looked = System.nanoTime();
                history = new History(connection, topics, oldest());
                dropped(history.drop());
                Set<Shard> now = follower.shards().orElse(shards);
                if (!now.equals(shards)) {
                    follower.read(history.places(now));
                    shards = now;
                }
            }
            if (shards.isEmpty()) {
                broker.waits(AWAY);
                if (stopped.test(IDLE)) {
                    return;
                }
                continue;
            }
            ConsumerRecords<byte[], byte[]> records = follower.poll(POLL);
            if (!records.isEmpty()) {
                write(history, shards, records);
                busy = System.nanoTime();
            } else if (System.nanoTime() - busy >= IDLE.toNanos() || behind != 0) {
                busy = System.nanoTime();
                lookAtBroker();
            }
            if (records.isEmpty() && atRest.test(this)) {
                return;
            }
        }
    }

    private void write(History history, Set<Shard> shards, ConsumerRecords<byte[], byte[]> records)
            throws SQLException {
        broker.goesOn();
        Map<Shard, Long> next = new HashMap<>();
        List<ConsumerRecord<byte[], byte[]>> all = new ArrayList<>();
        for (Shard shard : shards) {
            for (ConsumerRecord<byte[], byte[]> record : records.records(follower.partition(shard))) {
                all.add(record);
                next.put(shard, record.offset() + 1);
            }
        }
        written += history.write(all, next);
        behind = -1;
    }

    private void lookAtBroker() {
        OptionalLong left = follower.behind();
        if (left.isPresent()) {
            broker.goesOn();
            behind = left.getAsLong();
        } else {
            broker.waits(AWAY);
            behind = -1;
        }
    }

    private static void dropped(int parts) {
        if (parts > 0) {
            LOG.atInfo().addKeyValue("parts", parts).log("days beyond the retention are dropped");
        }
    }

    private LocalDate oldest() {
        return retention == null
                ? LocalDate.MIN
                : LocalDate.ofInstant(Instant.now().minus(retention), ZoneOffset.UTC);
    }

    @Override
    public void close() {
        follower.close();
    }
}
