package io.lynceus.processor.config;

import io.lynceus.vision.UserError;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Durations as people write them: {@code 500ms}, {@code 2s}, {@code 1.5m}, {@code 1h}, {@code 7d}. */
public final class DurationText {
    private static final Pattern TEXT = Pattern.compile("(\\d{1,9}(?:\\.\\d{1,9})?)(ms|s|m|h|d)");
    private static final Map<String, Long> NANOS = Map.of(
            "ms",
            1_000_000L,
            "s",
            1_000_000_000L,
            "m",
            60_000_000_000L,
            "h",
            3_600_000_000_000L,
            "d",
            86_400_000_000_000L);

    private DurationText() {}

    /** @throws UserError when it is none, or not longer than nothing */
    public static Duration parse(String text) {
        Matcher matcher = TEXT.matcher(text.strip());
        if (matcher.matches()) {
            BigDecimal nanos = new BigDecimal(matcher.group(1))
                    .multiply(BigDecimal.valueOf(NANOS.getOrDefault(matcher.group(2), 0L)));
            BigDecimal[] seconds = nanos.divideAndRemainder(BigDecimal.valueOf(1_000_000_000L));
            Duration duration = Duration.ofSeconds(
                    seconds[0].longValueExact(),
                    seconds[1].setScale(0, RoundingMode.DOWN).longValueExact());
            if (!duration.isZero()) {
                return duration;
            }
        }
        throw new UserError("'" + text + "' is not a time span such as 500ms, 2s or 1m");
    }

    /** In the largest unit that it is a whole number of. */
    public static String of(Duration duration) {
        long millis = duration.toMillis();
        if (millis % 3_600_000 == 0) {
            return millis / 3_600_000 + "h";
        }
        if (millis % 60_000 == 0) {
            return millis / 60_000 + "m";
        }
        return millis % 1000 == 0 ? millis / 1000 + "s" : millis + "ms";
    }
}
