package io.lynceus.processor.sinks;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;

/**
 * What of one topic's records is kept in the database. One class for each topic, and its tables in a migration: that is
 * all that another topic needs.
 */
interface TopicRows<T> {
    /** Its tables, each with a column {@code day}, by which it is partitioned. */
    List<String> tables();

    /** The capture time that a record is about. */
    Instant time(T value);

    /** What makes two records the same rows, of which the later's count: what the tables go by, not the record's id. */
    Object key(T value);

    /**
     * Writes the rows of records with different keys. What is there already of a key is replaced. Neither commits nor
     * closes the connection.
     */
    void write(Connection connection, List<Dated<T>> records) throws SQLException;
}
