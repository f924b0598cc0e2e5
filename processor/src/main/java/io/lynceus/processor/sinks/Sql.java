package io.lynceus.processor.sinks;

import java.sql.BatchUpdateException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/** A statement whose places are filled from left to right. */
final class Sql {
    private final PreparedStatement statement;
    private int place;

    Sql(PreparedStatement statement) {
        this.statement = statement;
    }

    /** Fills the places of one row from what it is about, and ends it. */
    interface Row<T> {
        void put(Sql row, T of) throws SQLException;
    }

    /** Runs a statement for a row of each, in one batch. */
    static <T> void run(Connection connection, String statement, Iterable<T> all, Row<T> row) throws SQLException {
        try (PreparedStatement prepared = connection.prepareStatement(statement)) {
            Sql rows = new Sql(prepared);
            for (T one : all) {
                row.put(rows, one);
            }
            prepared.executeBatch();
        }
    }

    /** What the database says of a failure, in one line; of a batch not the statement, which has our values in it. */
    static String words(SQLException e) {
        SQLException said =
                e instanceof BatchUpdateException && e.getNextException() != null ? e.getNextException() : e;
        return String.valueOf(said.getMessage()).lines().findFirst().orElse("no reason given");
    }

    /** A number, a day, a text or null. PostgreSQL has no character 0 in its texts, so another stands for it. */
    Sql put(@Nullable Object value) throws SQLException {
        statement.setObject(++place, value instanceof String text ? text.replace('\0', '\uFFFD') : value);
        return this;
    }

    /** A time, in microseconds. */
    Sql put(Instant time) throws SQLException {
        statement.setObject(++place, time.atOffset(ZoneOffset.UTC));
        return this;
    }

    /** A time that may be missing. */
    Sql time(@Nullable Instant time) throws SQLException {
        return time == null ? put((Object) null) : put(time);
    }

    /** Ends a row; the next begins. */
    void row() throws SQLException {
        statement.addBatch();
        place = 0;
    }
}
