package io.lynceus.processor.streams;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Since when nothing has come from each camera of a task that holds a decoder or has frames to give out. One thread.
 */
final class SilentCameras {
    /** Longer than a network is slow, shorter than people wait. */
    private static final Duration QUIET = Duration.ofSeconds(30);

    private final Map<String, Long> since = new HashMap<>();

    /** A packet came. */
    void heard(String camera, long now) {
        since.put(camera, now);
    }

    /** The camera holds something, and nothing is known of when it sent. */
    void missed(String camera, long now) {
        since.putIfAbsent(camera, now);
    }

    /** The camera holds nothing any more. */
    void forget(String camera) {
        since.remove(camera);
    }

    /** Nothing is known of any camera. */
    void clear() {
        since.clear();
    }

    /** The camera that has been silent for longest, if that is long; null when none is. */
    @Nullable
    String longest(long now) {
        return since.entrySet().stream()
                .filter(entry -> now - entry.getValue() >= QUIET.toMillis())
                .min(Map.Entry.comparingByValue())
                .map(Map.Entry::getKey)
                .orElse(null);
    }
}
