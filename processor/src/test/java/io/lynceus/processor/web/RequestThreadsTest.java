package io.lynceus.processor.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RequestThreadsTest {
    private final RequestThreads threads = new RequestThreads(3);
    private final CountDownLatch never = new CountDownLatch(1);

    @AfterEach
    void close() {
        threads.close();
    }

    @Test
    void requestsThatAreHalfThereMakePlaceForOthersAndWholeOnesDoNot() throws Exception {
        AtomicInteger sentAway = new AtomicInteger();
        AtomicBoolean answerBroken = new AtomicBoolean();
        CountDownLatch taken = new CountDownLatch(3);
        CountDownLatch end = new CountDownLatch(1);
        CountDownLatch ended = new CountDownLatch(1);
        for (int half = 0; half < 2; half++) {
            threads.execute(() -> {
                taken.countDown();
                try {
                    never.await();
                } catch (InterruptedException e) {
                    sentAway.incrementAndGet();
                }
            });
        }
        threads.execute(() -> {
            threads.whole();
            taken.countDown();
            try {
                end.await();
            } catch (InterruptedException e) {
                answerBroken.set(true);
            }
            ended.countDown();
        });
        assertThat(taken.await(5, TimeUnit.MINUTES)).isTrue();
        CountDownLatch answered = new CountDownLatch(1);
        threads.execute(answered::countDown);
        assertThat(answered.await(5, TimeUnit.MINUTES)).isTrue();
        end.countDown();
        assertThat(ended.await(5, TimeUnit.MINUTES)).isTrue();
        assertThat(sentAway).hasPositiveValue();
        assertThat(answerBroken).isFalse();
    }

    @Test
    void whileThereAreThreadsHalfARequestIsWaitedFor() throws Exception {
        CountDownLatch rest = new CountDownLatch(1);
        CountDownLatch whole = new CountDownLatch(1);
        threads.execute(() -> {
            try {
                rest.await();
                whole.countDown();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        for (int other = 0; other < 100; other++) {
            CountDownLatch answered = new CountDownLatch(1);
            threads.execute(answered::countDown);
            assertThat(answered.await(5, TimeUnit.MINUTES)).isTrue();
        }
        rest.countDown();
        assertThat(whole.await(5, TimeUnit.MINUTES)).isTrue();
    }
}
