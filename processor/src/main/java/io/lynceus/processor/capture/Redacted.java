package io.lynceus.processor.capture;

import java.util.regex.Pattern;

/** URLs as they may be shown. */
public final class Redacted {
    private static final Pattern CREDENTIALS = Pattern.compile("(?<=://)[^/?#\\s]*@");

    private Redacted() {}

    /** The text with user:password left out of each URL in it. */
    public static String url(String text) {
        return CREDENTIALS.matcher(text).replaceAll("***@");
    }
}
