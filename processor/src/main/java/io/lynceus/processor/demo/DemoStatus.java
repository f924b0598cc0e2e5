package io.lynceus.processor.demo;

import io.lynceus.processor.web.LiveNumbers;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** Where things stand, in a line that fits a terminal. */
final class DemoStatus {
    private DemoStatus() {}

    /** @param behind captured frames whose event is not there yet */
    static String of(LiveNumbers numbers, long behind) {
        if (numbers.frames() == 0) {
            return "waiting for the first frame";
        }
        String objects = numbers.objects().isEmpty()
                ? "nothing in view"
                : numbers.objects().entrySet().stream().map(DemoStatus::count).collect(Collectors.joining(" "));
        return String.format(
                Locale.ROOT,
                "frames %d | %.1f/s | latency %.0f ms (p95 %.0f) | behind %d | %s",
                numbers.frames(),
                numbers.framesPerSecond(),
                numbers.p50Millis(),
                numbers.p95Millis(),
                Math.max(0, behind),
                objects);
    }

    private static String count(Map.Entry<String, Integer> entry) {
        return entry.getKey() + " " + entry.getValue();
    }
}
