package io.lynceus.processor.plan;

import io.lynceus.vision.UserError;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Numbers as people read and write them. */
public final class Numbers {
    private static final Pattern RATE = Pattern.compile("(\\d{1,12}(?:\\.\\d{1,9})?)\\s*([kKmMgG]?)");
    private static final Map<String, Double> FACTORS = Map.of("k", 1e3, "m", 1e6, "g", 1e9);
    private static final String[] PREFIXES = {"", "k", "M", "G", "T", "P", "E"};

    private Numbers() {}

    /** Three digits that count, without zeros at the end. */
    public static String of(double value) {
        if (value >= 100 || value == Math.rint(value)) {
            return String.format(Locale.ROOT, "%,.0f", value);
        }
        String text = String.format(Locale.ROOT, value >= 10 ? "%.1f" : value >= 1 ? "%.2f" : "%.3g", value);
        return text.contains("e") || !text.contains(".") ? text : text.replaceFirst("\\.?0+$", "");
    }

    /** {@code 1 camera}, {@code 10,000 cameras}. */
    static String cameras(double number) {
        return of(number) + (number == 1 ? " camera" : " cameras");
    }

    /** With the unit's prefix: {@code 1.5 GB}. */
    static String scaled(double value, String unit) {
        int step = 0;
        while (value >= 1000 && step < PREFIXES.length - 1) {
            value /= 1000;
            step++;
        }
        return of(value) + " " + PREFIXES[step] + unit;
    }

    /**
     * Bits a second: {@code 4M}, {@code 800k}, {@code 10G}; a number alone is in Mbit/s.
     *
     * @throws UserError when it is none
     */
    public static double bitsPerSecond(String option, String text) {
        Matcher matcher = RATE.matcher(text.strip());
        if (!matcher.matches()) {
            throw new UserError(option + ": '" + text + "' is not a bit rate such as 4M, 800k or 10G");
        }
        String unit = matcher.group(2).toLowerCase(Locale.ROOT);
        return Double.parseDouble(matcher.group(1)) * FACTORS.getOrDefault(unit, 1e6);
    }
}
