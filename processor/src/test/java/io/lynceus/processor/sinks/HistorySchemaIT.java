package io.lynceus.processor.sinks;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;

class HistorySchemaIT {
    /** Its tables have parts and rows. */
    @Test
    void aHistoryOfAnEarlierVersionKeepsItsRows() throws Exception {
        try (Database database = Database.start()) {
            Flyway.configure()
                    .dataSource(database.postgres().patient())
                    .locations("classpath:history")
                    .defaultSchema("lynceus")
                    .createSchemas(true)
                    .target("1")
                    .placeholders(Map.of("partitioned", "partition by range (day)"))
                    .load()
                    .migrate();
            for (int day = 1; day <= 2; day++) {
                String part = "heat_2027010" + day;
                database.run("create table " + part + " (like heat including defaults including constraints)");
                database.run("alter table heat attach partition " + part + " for values from ('2027-01-0" + day
                        + "') to ('2027-01-0" + (day + 1) + "')");
                database.run("insert into heat values ('gate', '2027-01-0" + day + " 03:04Z', 1, 2, '2027-01-0" + day
                        + "', 32, 18, 5)");
            }

            HistorySchema.migrate(database.postgres(), List.of("heat"));

            assertThat(database.rows("select day, objects, window_id = '' from heat order by day"))
                    .containsExactly("2027-01-01 5 t", "2027-01-02 5 t");
            database.run("insert into heat select camera, started_at, grid_column, grid_row, day, columns, rows, 7,"
                    + " 'another' from heat");
            assertThat(database.rows("select objects from heat where day = '2027-01-02' order by 1"))
                    .containsExactly("5", "7");
        }
    }
}
