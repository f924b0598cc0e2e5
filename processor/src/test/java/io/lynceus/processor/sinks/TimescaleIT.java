package io.lynceus.processor.sinks;

import static org.assertj.core.api.Assertions.assertThat;

import io.lynceus.processor.broker.EmbeddedBroker;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

/**
 * What is asked of TimescaleDB, by an extension of that name in a real PostgreSQL that notes how its functions are
 * called. TimescaleDB itself is in no package that a test could bring.
 */
class TimescaleIT {
    private static final String FUNCTIONS = """
            create table calls (name text, relation text, argument text);
            create function create_hypertable(relation regclass, time_column name, chunk_time_interval interval,
                if_not_exists boolean) returns void language sql as $$
                insert into public.calls values ('create_hypertable', relation::text,
                    time_column || ' ' || chunk_time_interval || ' ' || if_not_exists) $$;
            create function drop_chunks(relation regclass, older_than date) returns setof text language sql as $$
                insert into public.calls values ('drop_chunks', relation::text, older_than::text)
                    returning 'a chunk' $$;
            """;

    @Test
    void tablesAreHypertablesAndOldChunksAreDropped() throws IOException {
        try (Database database = Database.start();
                EmbeddedBroker broker = EmbeddedBroker.start(0)) {
            Path extensions = Path.of(
                    database.rows("select setting from pg_config where name = 'SHAREDIR'")
                            .get(0),
                    "extension");
            Files.writeString(extensions.resolve("timescaledb.control"), "default_version = '0'\nrelocatable = true\n");
            Files.writeString(extensions.resolve("timescaledb--0.sql"), FUNCTIONS);
            database.run("create extension timescaledb");
            SentEvents.topics(broker.connection());
            SentEvents.send(broker.connection(), SentEvents.events(100, Instant.now()));
            try (HistorySink sink =
                    HistorySink.open(broker.connection(), database.postgres(), Duration.ofDays(30), time -> false)) {
                sink.run(now -> now.behind() == 0);
            }
            assertThat(database.rows("select count(*) from frames")).containsExactly("100");
            assertThat(database.rows("select count(*) from pg_inherits where inhparent = 'frames'::regclass"))
                    .containsExactly("0");
            assertThat(database.rows("select relation, argument from calls where name = 'create_hypertable'"))
                    .hasSize(6)
                    .contains("frames day 1 day true", "detections day 1 day true", "heat day 1 day true");
            String oldest = LocalDate.now(ZoneOffset.UTC).minusDays(30).toString();
            assertThat(database.rows("select relation, argument from calls where name = 'drop_chunks'"))
                    .contains("frames " + oldest, "tracks " + oldest);
        }
    }
}
