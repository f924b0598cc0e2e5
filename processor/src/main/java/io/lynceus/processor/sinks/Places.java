package io.lynceus.processor.sinks;

import io.lynceus.processor.kafka.Shard;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** How far each partition was read, in the database with the rows. */
final class Places {
    private Places() {}

    /** Of each partition the next offset; empty where nothing was read of it, or its topic was made anew since. */
    static Map<Shard, Optional<Long>> read(Connection connection, Set<Shard> shards) throws SQLException {
        Map<Shard, Optional<Long>> places = new HashMap<>();
        try (PreparedStatement query = connection.prepareStatement(
                "select next from offsets where topic = ? and shard = ? and topic_id = ?")) {
            for (Shard shard : shards) {
                new Sql(query).put(shard.topic()).put(shard.partition()).put(shard.topicId());
                try (ResultSet found = query.executeQuery()) {
                    places.put(shard, found.next() ? Optional.of(found.getLong(1)) : Optional.empty());
                }
            }
        }
        return places;
    }

    /** Writes the next offsets, in the transaction under way. */
    static void write(Connection connection, Map<Shard, Long> next) throws SQLException {
        String statement = """
                insert into offsets (topic, shard, topic_id, next) values (?, ?, ?, ?)
                on conflict (topic, shard) do update set topic_id = excluded.topic_id, next = excluded.next""";
        Sql.run(
                connection,
                statement,
                next.entrySet(),
                (row, one) -> row.put(one.getKey().topic())
                        .put(one.getKey().partition())
                        .put(one.getKey().topicId())
                        .put(one.getValue())
                        .row());
    }
}
