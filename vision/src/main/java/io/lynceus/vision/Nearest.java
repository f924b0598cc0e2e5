package io.lynceus.vision;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The word that somebody meant who has made a typing error. */
public final class Nearest {
    private Nearest() {}

    /**
     * Of the words the one that is like the given one: at most a third of its letters are wrong, missing, too many or
     * have changed places, or it begins like it. Null when none is.
     */
    public static @Nullable String of(String given, Collection<String> words) {
        String wanted = plain(given);
        return words.stream()
                .filter(word -> distance(wanted, plain(word)) <= Math.max(1, wanted.length() / 3)
                        || wanted.length() > 2 && plain(word).startsWith(wanted))
                .min(Comparator.comparingInt((String word) -> distance(wanted, plain(word)))
                        .thenComparing(Comparator.naturalOrder()))
                .orElse(null);
    }

    /** The question that goes on with a message, with a blank before it; empty when no word is like the given one. */
    public static String question(String given, Collection<String> words) {
        String nearest = of(given, words);
        return nearest == null ? "" : " (did you mean " + nearest + "?)";
    }

    /**
     * A command line's message about words that it does not know, with the option or verb that may have been meant; or
     * about a verb that is missing, with those that there are.
     *
     * @param unknown the words, none when the message is about something else
     */
    public static String said(
            String message, List<String> unknown, Collection<String> options, Collection<String> verbs) {
        if (unknown.isEmpty()) {
            return message.equals("Missing required subcommand")
                    ? "one of these is wanted: " + String.join(", ", verbs)
                    : message;
        }
        String word = unknown.get(0).replaceFirst("=.*", "");
        return word.startsWith("-")
                ? "unknown option " + word + question(word, options)
                : message + question(word, verbs);
    }

    private static String plain(String word) {
        return word.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "");
    }

    /** Damerau's distance: letters to put in, take out, change, or swap with the next. */
    private static int distance(String one, String other) {
        int[][] steps = new int[one.length() + 1][other.length() + 1];
        for (int i = 0; i <= one.length(); i++) {
            for (int j = 0; j <= other.length(); j++) {
                if (i == 0 || j == 0) {
                    steps[i][j] = i + j;
                    continue;
                }
                int change = one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1;
                int least = Math.min(steps[i - 1][j - 1] + change, Math.min(steps[i - 1][j], steps[i][j - 1]) + 1);
                boolean swapped = i > 1
                        && j > 1
                        && one.charAt(i - 1) == other.charAt(j - 2)
                        && one.charAt(i - 2) == other.charAt(j - 1);
                steps[i][j] = swapped ? Math.min(least, steps[i - 2][j - 2] + 1) : least;
            }
        }
        return steps[one.length()][other.length()];
    }
}
