package io.lynceus.trainer.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class StopNoticeTest {
    @Test
    void endsTheProcessBetweenTwoSteps() throws InterruptedException {
        AtomicBoolean inStep = new AtomicBoolean();
        AtomicBoolean endedInStep = new AtomicBoolean();
        AtomicInteger exitCode = new AtomicInteger();
        StopNotice notice = new StopNotice("; go on", code -> {
            endedInStep.set(inStep.get());
            exitCode.set(code);
        });
        CountDownLatch computing = new CountDownLatch(1);
        Thread run = new Thread(() -> {
            while (!Thread.currentThread().isInterrupted()) {
                inStep.set(true);
                computing.countDown();
                inStep.set(false);
                notice.betweenSteps();
            }
        });
        run.setDaemon(true);
        run.start();
        computing.await();

        notice.stop();

        assertThat(exitCode).hasValue(130);
        assertThat(endedInStep).isFalse();
        run.interrupt();
    }
}
