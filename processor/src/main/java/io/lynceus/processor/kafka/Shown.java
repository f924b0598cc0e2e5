package io.lynceus.processor.kafka;

import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.function.Predicate;

/** What a broker has been told, it shows a moment later. */
public final class Shown {
    private static final Duration STEP = Duration.ofMillis(50);

    private Shown() {}

    /** What is asked of a broker. */
    @FunctionalInterface
    public interface Question<T> {
        /** The broker's answer, waited for. */
        T ask() throws ExecutionException, InterruptedException;
    }

    /**
     * Asks until the answer shows what is wanted, or the time is over; once at least.
     *
     * @return the last answer
     */
    public static <T> T await(Question<T> question, Predicate<T> wanted, Duration longest)
            throws ExecutionException, InterruptedException {
        long end = System.nanoTime() + longest.toNanos();
        T answer = question.ask();
        while (!wanted.test(answer) && System.nanoTime() < end) {
            Thread.sleep(STEP.toMillis());
            answer = question.ask();
        }
        return answer;
    }
}
