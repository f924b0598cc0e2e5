package io.lynceus.processor.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class UniqueIdsTest {
    private final UniqueIds ids = new UniqueIds();

    @Test
    void anIdThatComesAgainIsCounted() {
        ids.take("cam/1/0");
        ids.take("cam/1/1");
        ids.take("cam/1/0");
        assertThat(ids.count()).isEqualTo(3);
        assertThat(ids.duplicate()).isEqualTo(1);
    }

    @Test
    void ofManyTheLatestAreRemembered() {
        for (int i = 0; i <= UniqueIds.REMEMBERED; i++) {
            ids.take("cam/" + i);
        }
        ids.take("cam/0");
        assertThat(ids.duplicate()).as("long ago").isZero();
        ids.take("cam/" + UniqueIds.REMEMBERED);
        assertThat(ids.duplicate()).isEqualTo(1);
    }
}
