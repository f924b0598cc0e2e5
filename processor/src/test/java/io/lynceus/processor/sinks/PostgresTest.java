package io.lynceus.processor.sinks;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.postgresql.ds.PGSimpleDataSource;

class PostgresTest {
    /** A connection that gives up in the midst of it would have the tables never brought up to date. */
    @Test
    void aChangeOfTablesMayTakeAnyTime() {
        Postgres postgres = new Postgres("jdbc:postgresql://db/yard", "lynceus", null, "lynceus");
        assertThat(postgres.patient()).isInstanceOfSatisfying(PGSimpleDataSource.class, source -> {
            assertThat(source.getSocketTimeout()).isZero();
            assertThat(source.getConnectTimeout()).isPositive();
        });
    }
}
