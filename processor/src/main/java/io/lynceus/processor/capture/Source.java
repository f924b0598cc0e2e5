package io.lynceus.processor.capture;

import io.lynceus.processor.config.Redacted;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Where video comes from: a path or a URL.
 *
 * @param location as the user gave it, with credentials if there are any: for FFmpeg alone
 */
record Source(String location) {
    private static final Pattern URL = Pattern.compile("[a-z][a-z0-9+.-]+://.*", Pattern.CASE_INSENSITIVE);

    boolean isUrl() {
        return URL.matcher(location).matches()
                && !location.toLowerCase(Locale.ROOT).startsWith("file:");
    }

    /** The path of a file source. */
    String path() {
        return location.toLowerCase(Locale.ROOT).startsWith("file://")
                ? location.substring("file://".length())
                : location;
    }

    boolean isRtsp() {
        return location.toLowerCase(Locale.ROOT).startsWith("rtsp");
    }

    /** For people: without credentials. */
    @Override
    public String toString() {
        return isUrl() ? Redacted.url(location) : path();
    }
}
