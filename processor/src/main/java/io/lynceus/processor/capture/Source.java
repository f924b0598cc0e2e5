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

    /** Digits and dots alone, or in brackets; what comes before an at sign are credentials. */
    private static final Pattern ADDRESS = Pattern.compile(
            "[a-z0-9+.-]+://([^/?#]*@)?([0-9.]+|\\[[^/\\]]*])(:[0-9]*)?([/?#].*)?", Pattern.CASE_INSENSITIVE);

    private static final Pattern TLS = Pattern.compile("(https|rtsps|tls|rtmpt?s)://.*", Pattern.CASE_INSENSITIVE);

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

    boolean isTls() {
        return TLS.matcher(location).matches();
    }

    /** True when its host is an IP address. */
    boolean isAddress() {
        return ADDRESS.matcher(location).matches();
    }

    boolean isHttp() {
        return location.toLowerCase(Locale.ROOT).startsWith("http://");
    }

    /** For people: without credentials. */
    @Override
    public String toString() {
        return isUrl() ? Redacted.url(location) : path();
    }
}
