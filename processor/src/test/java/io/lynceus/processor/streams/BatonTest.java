package io.lynceus.processor.streams;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class BatonTest {
    private final Baton baton = new Baton();
    private final Object one = new Object();
    private final Object other = new Object();

    @Test
    void isTakenByOneTaskOfAThreadUntilThatOneGivesItBack() {
        assertThat(baton.take(one)).isTrue();
        assertThat(baton.take(one)).isTrue();
        assertThat(baton.take(other)).isFalse();
        baton.giveBack(other);
        assertThat(baton.take(other)).isFalse();
        baton.giveBack(one);
        assertThat(baton.take(other)).isTrue();
    }

    @Test
    void eachThreadHasItsOwn() {
        assertThat(baton.take(one)).isTrue();
        assertThat(CompletableFuture.supplyAsync(() -> baton.take(other)).join())
                .isTrue();
        assertThat(baton.take(other)).isFalse();
    }
}
