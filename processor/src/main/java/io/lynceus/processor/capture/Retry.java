package io.lynceus.processor.capture;

import java.time.Duration;

/**
 * How long to wait before a camera is tried again. Each wait is twice the one before, up to the longest, and shortened
 * by up to half at random, so that cameras that went away together do not come back together.
 *
 * @param first after a camera that was there goes away
 * @param longest of the waits for a camera that is away
 * @param firstRefused after a camera has refused user and password: many lock the account of who asks too often
 * @param longestRefused of the waits for such a camera
 * @param steady a connection that held so long has waits start from the first again
 */
public record Retry(Duration first, Duration longest, Duration firstRefused, Duration longestRefused, Duration steady) {
    /** 1 s to 30 s; 30 s to 10 min for a camera that refuses us; steady after 10 s. */
    public static final Retry USUAL = new Retry(
            Duration.ofSeconds(1),
            Duration.ofSeconds(30),
            Duration.ofSeconds(30),
            Duration.ofMinutes(10),
            Duration.ofSeconds(10));
}
