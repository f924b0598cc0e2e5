package io.lynceus.processor.config;

import java.util.regex.Pattern;

/** URLs as they may be shown. */
public final class Redacted {
    // Up to the last @ of the word: cameras take passwords with / : @ in them as they are.
    private static final Pattern CREDENTIALS = Pattern.compile("(?<=://)\\S*@");
    private static final Pattern SECRET_KEYS =
            Pattern.compile("(?i)([?&;](?:user|username|pass|password|passwd|pwd|token|auth|key)=)[^&;\\s]*");

    private Redacted() {}

    /**
     * The text with user:password left out of each URL in it, and the values of the query's keys that look like
     * secrets.
     */
    public static String url(String text) {
        return SECRET_KEYS.matcher(CREDENTIALS.matcher(text).replaceAll("***@")).replaceAll("$1***");
    }
}
