package io.lynceus.processor.sinks;

import io.lynceus.vision.RunError;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;

/** Brings the tables to this version's state, from {@code history/V*.sql}. */
final class HistorySchema {
    /** Another sink may be at it, for as long as it takes. */
    private static final int FOR_EVER = -1;

    private HistorySchema() {}

    /**
     * Makes or changes what is needed, under a lock of the database's.
     *
     * @throws RunError when the database refuses, or its tables are of a later version
     * @throws SQLException when it is away
     */
    static void migrate(Postgres postgres, List<String> tables) throws SQLException {
        boolean timescale;
        try (Connection connection = postgres.connect()) {
            timescale = DayTables.timescale(connection);
        }
        try {
            Flyway.configure(HistorySchema.class.getClassLoader())
                    .dataSource(postgres.patient())
                    .lockRetryCount(FOR_EVER)
                    .locations("classpath:history")
                    .defaultSchema(postgres.schema())
                    .createSchemas(true)
                    .placeholders(Map.of("partitioned", timescale ? "" : "partition by range (day)"))
                    .load()
                    .migrate();
        } catch (FlywayException e) {
            throw new RunError("the tables of " + postgres + " cannot be brought up to date: " + words(e), e);
        }
        if (timescale) {
            hypertables(postgres, tables);
        }
    }

    private static void hypertables(Postgres postgres, List<String> tables) throws SQLException {
        try (Connection connection = postgres.connect();
                Statement statement = connection.createStatement()) {
            for (String table : tables) {
                statement.execute("select create_hypertable('" + table + "', 'day',"
                        + " chunk_time_interval => interval '1 day', if_not_exists => true)");
            }
        }
    }

    /** The database's words alone, with its hint, in one line. */
    private static String words(FlywayException e) {
        Throwable said = e;
        while (said.getCause() != null) {
            said = said.getCause();
        }
        return said.getMessage() == null
                ? "no reason given"
                : said.getMessage().lines().map(String::strip).collect(Collectors.joining(" "));
    }
}
