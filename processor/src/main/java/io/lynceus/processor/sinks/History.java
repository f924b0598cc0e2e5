package io.lynceus.processor.sinks;

import io.lynceus.processor.kafka.Shard;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Deserializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The database while it is ours: rows and the places that they were read from go there in one transaction. One thread;
 * the connection is the caller's.
 */
final class History {
    private static final Logger LOG = LoggerFactory.getLogger(History.class);

    /** How far a capture time may be off before the broker's says under which day a record is kept. */
    private static final Duration ODD = Duration.ofDays(7);

    private final Connection connection;
    private final Map<String, KeptTopic<?>> topics = new LinkedHashMap<>();
    private final DayTables days;
    private final LocalDate oldest;

    /**
     * @param oldest the first day that is kept; the least there is for all
     * @param connection without auto-commit
     */
    History(Connection connection, List<KeptTopic<?>> topics, LocalDate oldest) throws SQLException {
        this.connection = connection;
        topics.forEach(topic -> this.topics.put(topic.name(), topic));
        this.oldest = oldest;
        this.days = DayTables.of(
                connection,
                topics.stream().flatMap(topic -> topic.rows().tables().stream()).toList());
    }

    /** Keeps others from writing there as long as the connection lasts. False when another does. */
    static boolean claim(Connection connection, String schema) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet claimed = statement.executeQuery(
                        "select pg_try_advisory_lock(hashtext('lynceus history'), hashtext('" + schema + "'))")) {
            claimed.next();
            return claimed.getBoolean(1);
        }
    }

    Map<Shard, Optional<Long>> places(Set<Shard> shards) throws SQLException {
        Map<Shard, Optional<Long>> places = Places.read(connection, shards);
        connection.commit();
        return places;
    }

    /** Drops the days that are not kept any more. */
    int drop() throws SQLException {
        return oldest.equals(LocalDate.MIN) ? 0 : days.dropBefore(connection, oldest);
    }

    /**
     * Writes records, all or none.
     *
     * @param next where reading goes on after them
     * @return how many of them have rows
     */
    int write(Collection<ConsumerRecord<byte[], byte[]>> records, Map<Shard, Long> next) throws SQLException {
        try {
            return transaction(records, next);
        } catch (SQLException e) {
            if (!aboutData(e)) {
                throw e;
            }
            connection.rollback();
            return oneByOne(records, next);
        }
    }

    /** A record that the database refuses is told of and costs only itself. */
    private int oneByOne(Collection<ConsumerRecord<byte[], byte[]>> records, Map<Shard, Long> next)
            throws SQLException {
        int written = 0;
        for (ConsumerRecord<byte[], byte[]> record : records) {
            try {
                written += transaction(List.of(record), Map.of());
            } catch (SQLException e) {
                if (!aboutData(e)) {
                    throw e;
                }
                connection.rollback();
                passedOver(record, Sql.words(e));
            }
        }
        transaction(List.of(), next);
        return written;
    }

    /** Classes 22, 23 and 54 of the SQL standard: a value that no column or no index takes. */
    private static boolean aboutData(SQLException e) {
        String state = e.getSQLState();
        return state != null && (state.startsWith("22") || state.startsWith("23") || state.startsWith("54"));
    }

    private int transaction(Collection<ConsumerRecord<byte[], byte[]>> records, Map<Shard, Long> next)
            throws SQLException {
        Map<String, List<ConsumerRecord<byte[], byte[]>>> byTopic =
                records.stream().collect(Collectors.groupingBy(ConsumerRecord::topic));
        Set<LocalDate> used = new HashSet<>();
        int written = 0;
        for (Map.Entry<String, List<ConsumerRecord<byte[], byte[]>>> one : byTopic.entrySet()) {
            KeptTopic<?> topic = topics.get(one.getKey());
            if (topic != null) {
                written += write(topic, one.getValue(), used);
            }
        }
        Places.write(connection, next);
        connection.commit();
        days.committed(used);
        return written;
    }

    private <T> int write(KeptTopic<T> topic, List<ConsumerRecord<byte[], byte[]>> records, Set<LocalDate> used)
            throws SQLException {
        TopicRows<T> rows = topic.rows();
        Map<Object, Dated<T>> latest = new HashMap<>();
        for (ConsumerRecord<byte[], byte[]> record : records) {
            T value = value(topic.values(), record);
            if (value != null) {
                LocalDate day = day(rows.time(value), record.timestamp());
                if (!day.isBefore(oldest)) {
                    latest.put(List.of(rows.key(value), day), new Dated<>(day, value));
                    used.add(day);
                }
            }
        }
        days.require(connection, used);
        rows.write(connection, new ArrayList<>(latest.values()));
        return latest.size();
    }

    private static <T> @Nullable T value(Deserializer<T> values, ConsumerRecord<byte[], byte[]> record) {
        try {
            return values.deserialize(record.topic(), record.value());
        } catch (SerializationException e) {
            passedOver(record, String.valueOf(e.getMessage()));
            return null;
        }
    }

    private static void passedOver(ConsumerRecord<byte[], byte[]> record, String reason) {
        LOG.atWarn()
                .addKeyValue("topic", record.topic())
                .addKeyValue("partition", record.partition())
                .addKeyValue("offset", record.offset())
                .addKeyValue("reason", reason)
                .log("a record is left out of the history");
    }

    /** The same for a record however often it is read. */
    static LocalDate day(Instant captured, long storedMillis) {
        Instant stored = Instant.ofEpochMilli(storedMillis);
        boolean odd = Duration.between(captured, stored).abs().compareTo(ODD) > 0;
        return LocalDate.ofInstant(odd ? stored : captured, ZoneOffset.UTC);
    }
}
