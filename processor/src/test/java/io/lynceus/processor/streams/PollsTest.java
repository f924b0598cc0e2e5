package io.lynceus.processor.streams;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class PollsTest {
    private final AtomicLong nanos = new AtomicLong();
    private final Polls polls = new Polls(nanos::get);

    @Test
    void aThreadThatDoesNotComeBackIsStuck() {
        polls.polled();
        nanos.set(Duration.ofMinutes(10).toNanos());
        assertThat(polls.stuck(Duration.ofMinutes(10))).isNull();
        nanos.addAndGet(1);
        assertThat(polls.stuck(Duration.ofMinutes(10)))
                .isEqualTo(Thread.currentThread().getName());
        polls.polled();
        assertThat(polls.stuck(Duration.ofMinutes(10))).isNull();
    }

    @Test
    void aThreadThatHasEndedIsNot() throws InterruptedException {
        Thread thread = new Thread(polls::polled);
        thread.start();
        thread.join();
        nanos.set(Duration.ofHours(1).toNanos());
        assertThat(polls.stuck(Duration.ofMinutes(1))).isNull();
    }
}
