package io.lynceus.trainer.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.OutputStream;
import java.io.PrintStream;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class StopNoticeTest {
    @Test
    void endsTheProcessBetweenTwoSteps() throws InterruptedException {
        AtomicBoolean inStep = new AtomicBoolean();
        AtomicBoolean endedInStep = new AtomicBoolean();
        AtomicInteger exitCode = new AtomicInteger();
        StopNotice notice = new StopNotice(
                "; go on",
                code -> {
                    endedInStep.set(inStep.get());
                    exitCode.set(code);
                },
                Duration.ofDays(1),
                new PrintStream(OutputStream.nullOutputStream()));
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

    @Test
    void aStepThatTakesLongIsWaitedForAndThatIsSaid() throws InterruptedException {
        CountDownLatch said = new CountDownLatch(1);
        AtomicInteger exitCode = new AtomicInteger(-1);
        PrintStream err = new PrintStream(OutputStream.nullOutputStream()) {
            @Override
            public void println(@Nullable String line) {
                if (String.valueOf(line).contains("waiting for the end of the step")) {
                    said.countDown();
                }
            }
        };
        StopNotice notice = new StopNotice("", exitCode::set, Duration.ofMillis(1), err);
        notice.betweenSteps();
        Thread signal = new Thread(notice::stop);
        signal.start();

        said.await();
        assertThat(exitCode).as("the step goes on").hasValue(-1);
        Thread run = new Thread(notice::betweenSteps);
        run.setDaemon(true);
        run.start();
        signal.join();

        assertThat(exitCode).hasValue(130);
        run.interrupt();
    }

    @Test
    void whatWaitsForDataOrOtherProcessesBeforeTheFirstStepIsNotWaitedForLong() {
        AtomicInteger exitCode = new AtomicInteger(-1);
        StopNotice notice = new StopNotice(
                "", exitCode::set, Duration.ofMillis(1), new PrintStream(OutputStream.nullOutputStream()));

        notice.stop();

        assertThat(exitCode).hasValue(130);
    }

    @Test
    void aRunThatEndsOrFailsMeanwhileEndsTheWaiting() throws InterruptedException {
        AtomicInteger exitCode = new AtomicInteger(-1);
        StopNotice notice =
                new StopNotice("", exitCode::set, Duration.ofDays(1), new PrintStream(OutputStream.nullOutputStream()));
        notice.betweenSteps();
        Thread signal = new Thread(notice::stop);
        signal.start();

        notice.cancel();
        signal.join();

        assertThat(exitCode).hasValue(130);
    }
}
