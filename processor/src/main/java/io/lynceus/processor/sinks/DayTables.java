package io.lynceus.processor.sinks;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The parts of our tables, one a day: made when a day's first record comes, dropped as wholes when the day is over for
 * good. Where TimescaleDB is at work the tables are its own, and so are their parts.
 */
final class DayTables {
    private final List<String> tables;
    private final boolean timescale;
    private final Set<LocalDate> there = new HashSet<>();

    private DayTables(List<String> tables, boolean timescale) {
        this.tables = tables;
        this.timescale = timescale;
    }

    /** As the database has them. */
    static DayTables of(Connection connection, List<String> tables) throws SQLException {
        return new DayTables(tables, timescale(connection));
    }

    /** True where TimescaleDB was installed into the database. */
    static boolean timescale(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet found =
                        statement.executeQuery("select 1 from pg_catalog.pg_extension where extname = 'timescaledb'")) {
            return found.next();
        }
    }

    /** Sees that records of a day have a place, in the transaction under way. */
    void require(Connection connection, Set<LocalDate> days) throws SQLException {
        if (timescale) {
            return;
        }
        for (LocalDate day : days) {
            if (!there.contains(day)) {
                for (String table : tables) {
                    make(connection, table, day);
                }
            }
        }
    }

    /** Those of {@link #require} are there, now that the transaction is committed. */
    void committed(Set<LocalDate> days) {
        there.addAll(days);
    }

    /** Attached, not made in place: that would keep readers of the table out for a moment. */
    private static void make(Connection connection, String table, LocalDate day) throws SQLException {
        String part = part(table, day);
        try (Statement statement = connection.createStatement();
                ResultSet found = statement.executeQuery("select to_regclass('" + part + "')")) {
            found.next();
            if (found.getString(1) != null) {
                return;
            }
            statement.execute(
                    "create table " + part + " (like " + table + " including defaults including constraints)");
            statement.execute("alter table " + table + " attach partition " + part + " for values from ('" + day
                    + "') to ('" + day.plusDays(1) + "')");
        }
    }

    /**
     * Drops what is older, each part in a transaction of its own: of years of days at once, the locks are more than a
     * database has.
     *
     * @return how many parts were dropped
     */
    int dropBefore(Connection connection, LocalDate oldest) throws SQLException {
        List<String> old = timescale ? List.of() : partsBefore(connection, oldest);
        try (Statement statement = connection.createStatement()) {
            int chunks = 0;
            if (timescale) {
                for (String table : tables) {
                    chunks += dropChunks(connection, table, oldest);
                }
            }
            for (String part : old) {
                statement.execute("drop table " + part);
                connection.commit();
            }
            connection.commit();
            there.removeIf(day -> day.isBefore(oldest));
            return old.size() + chunks;
        }
    }

    private static int dropChunks(Connection connection, String table, LocalDate oldest) throws SQLException {
        try (PreparedStatement drop =
                connection.prepareStatement("select count(*) from drop_chunks(?::regclass, older_than => ?::date)")) {
            new Sql(drop).put(table).put(oldest);
            try (ResultSet dropped = drop.executeQuery()) {
                dropped.next();
                return dropped.getInt(1);
            }
        }
    }

    private List<String> partsBefore(Connection connection, LocalDate oldest) throws SQLException {
        List<String> parts = new ArrayList<>();
        for (String table : tables) {
            try (PreparedStatement look = connection.prepareStatement(
                    "select inhrelid::regclass::text from pg_inherits where inhparent = ?::regclass")) {
                new Sql(look).put(table);
                try (ResultSet found = look.executeQuery()) {
                    while (found.next()) {
                        String part = found.getString(1);
                        if (part.substring(part.lastIndexOf('.') + 1).compareTo(part(table, oldest)) < 0) {
                            parts.add(part);
                        }
                    }
                }
            }
        }
        return parts;
    }

    private static String part(String table, LocalDate day) {
        return table + "_" + day.format(DateTimeFormatter.BASIC_ISO_DATE);
    }
}
