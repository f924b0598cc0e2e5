package io.lynceus.processor.capture;

import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Where video comes from: a path or a URL.
 *
 * @param location as the user gave it, with credentials if there are any: for FFmpeg alone
 */
record Source(String location) {
    private static final Pattern URL = Pattern.compile("[a-z][a-z0-9+.-]+://.*", Pattern.CASE_INSENSITIVE);
    // Up to the last @: a password may hold any of / : @.
    private static final Pattern USER = Pattern.compile("(?<=://)\\S*@");
    private static final Pattern KEY =
            Pattern.compile("(?i)([?&;](?:user|username|pass|password|passwd|pwd|token|auth|key)=)[^&;\\s]*");

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
        return isUrl() ? KEY.matcher(USER.matcher(location).replaceAll("***@")).replaceAll("$1***") : path();
    }
}
