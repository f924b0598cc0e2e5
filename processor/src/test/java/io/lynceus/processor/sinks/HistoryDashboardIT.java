package io.lynceus.processor.sinks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.lynceus.processor.broker.EmbeddedBroker;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Every query of the dashboard on the history, as Grafana would send it, and the tables that it asks. */
class HistoryDashboardIT {
    private static final Instant BEGIN = Instant.now().minus(Duration.ofHours(3));
    private static final int RECORDS = 60;

    private static Database database;

    @BeforeAll
    static void fill() throws IOException {
        database = Database.start();
        database.run(Files.readString(Path.of("../docker/postgres/reader.sql")));
        try (EmbeddedBroker broker = EmbeddedBroker.start(0)) {
            SentEvents.topics(broker.connection());
            SentEvents.send(broker.connection(), SentEvents.events(2_000, BEGIN));
            SentAnalytics.send(broker.connection(), RECORDS, BEGIN);
            // Again: the same records, the same rows.
            SentAnalytics.send(broker.connection(), RECORDS, BEGIN);
            try (HistorySink sink = HistorySink.open(broker.connection(), database.postgres(), null, time -> false)) {
                sink.run(now -> now.behind() == 0);
            }
        }
    }

    @AfterAll
    static void stop() {
        database.close();
    }

    @Test
    void grafanasUserReadsAllTablesAndChangesNone() throws SQLException {
        Postgres grafana = new Postgres(database.url(), "grafana", "grafana", "lynceus");
        try (Connection connection = grafana.connect();
                Statement statement = connection.createStatement()) {
            for (String table : List.of("frames", "detections", "tracks", "zone_events", "counts", "heat")) {
                assertThatCode(() -> statement.executeQuery("select count(*) from " + table))
                        .doesNotThrowAnyException();
                assertThatThrownBy(() -> statement.execute("delete from " + table))
                        .hasMessageContaining("permission denied");
            }
        }
    }

    @TestFactory
    List<DynamicTest> eachPanelsQueryReturnsData() throws Exception {
        JsonNode board = new ObjectMapper()
                .readTree(Path.of("../docker/grafana/dashboards/history.json").toFile());
        List<DynamicTest> tests = new ArrayList<>();
        for (JsonNode panel : board.path("panels")) {
            tests.add(DynamicTest.dynamicTest(panel.path("title").asText(), () -> {
                assertThat(panel.path("targets")).isNotEmpty();
                for (JsonNode target : panel.path("targets")) {
                    assertThat(database.rows(sent(target.path("rawSql").asText())))
                            .isNotEmpty();
                }
            }));
        }
        for (JsonNode variable : board.path("templating").path("list")) {
            if (variable.path("type").asText().equals("query")) {
                tests.add(DynamicTest.dynamicTest(
                        variable.path("name").asText(),
                        () -> assertThat(database.rows(variable.path("query").asText()))
                                .isNotEmpty()));
            }
        }
        assertThat(tests).hasSizeGreaterThan(8);
        return tests;
    }

    @Test
    void tracksZoneEventsAndCountsHaveTheirRows() {
        assertThat(database.rows("select count(*), min(last_x), max(jsonb_array_length(path)) from tracks"))
                .containsExactly(RECORDS + " 0.6 2");
        assertThat(database.rows("select kind, count(*), max(dwell_millis), min(direction) from zone_events group"
                        + " by 1 order by 1"))
                .containsExactly("CROSSED 30 null FORWARD", "LEFT 30 89000 null");
        assertThat(database.rows("select count(*), sum(started) from counts")).containsExactly("60 120");
        assertThat(database.rows("select grid_column, grid_row, sum(objects) from heat group by 1, 2 order by"
                        + " grid_row, grid_column"))
                .containsExactly("0 0 300", "2 0 60", "1 1 120");
    }

    /** The macros of Grafana's PostgreSQL data source, and its variables with all values. */
    private static String sent(String query) {
        String from = "'" + BEGIN.minusSeconds(60) + "'";
        String to = "'" + BEGIN.plus(Duration.ofHours(4)) + "'";
        return query.replaceAll("\\$__timeFilter\\(([\\w.]+)\\)", "$1 BETWEEN " + from + " AND " + to)
                .replaceAll("\\$__timeGroup\\(([\\w.]+), '1h'\\)", "floor(extract(epoch from $1)/3600)*3600")
                .replaceAll("\\$__timeGroup\\(([\\w.]+), '5m'\\)", "floor(extract(epoch from $1)/300)*300")
                .replace("$__timeFrom()", from)
                .replace("$__timeTo()", to)
                .replace("${camera:sqlstring}", all("select distinct camera from frames"))
                .replace("${label:sqlstring}", all("select distinct label from detections"));
    }

    private static String all(String query) {
        return database.rows(query).stream().map(value -> "'" + value + "'").collect(Collectors.joining(","));
    }
}
