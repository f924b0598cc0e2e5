package io.lynceus.processor.capture;

import io.lynceus.processor.config.Redacted;
import io.lynceus.vision.UserError;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where video comes from: a path or a URL.
 *
 * @param location as the user gave it, with credentials if there are any: for FFmpeg alone, which knows schemes in
 *     lower case only
 */
record Source(String location) {
    /** Scheme, what comes before the path, and the rest. */
    private static final Pattern URL =
            Pattern.compile("([a-z][a-z0-9+.-]+)://([^/?#]*)(.*)", Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

    private static final Pattern HOST_AND_PORT = Pattern.compile("(\\[[^]]*]|[^:]*)(:\\d*)?", Pattern.DOTALL);

    /** Digits and dots alone, or in brackets. */
    private static final Pattern ADDRESS = Pattern.compile("([0-9.]+|\\[.*])(:\\d*)?");

    private static final Set<String> TLS = Set.of("https", "rtsps", "tls", "rtmps", "rtmpts");

    private static final String HINT = "a user or password with / # ? : %, an at sign or a blank in it goes into the"
            + " camera's keys user: and password:, or into the URL with these signs percent-encoded (# is %23)";

    Source {
        Matcher url = URL.matcher(location);
        if (url.matches()) {
            location = url.group(1).toLowerCase(Locale.ROOT) + location.substring(url.end(1));
        }
    }

    boolean isUrl() {
        return !scheme().isEmpty() && !scheme().equals("file");
    }

    /** The path of a file source. */
    String path() {
        return scheme().equals("file") ? location.substring("file://".length()) : location;
    }

    boolean isRtsp() {
        return scheme().startsWith("rtsp");
    }

    boolean isTls() {
        return TLS.contains(scheme());
    }

    boolean isHttp() {
        return scheme().equals("http");
    }

    /** True when its host is an IP address. */
    boolean isAddress() {
        return ADDRESS.matcher(host()).matches();
    }

    /** In lower case, such as rtsp; empty for a path. */
    String scheme() {
        return part(1).toLowerCase(Locale.ROOT);
    }

    /** The host alone, an IPv6 address without its brackets; empty for none. */
    String hostName() {
        return host().replaceFirst(":\\d*$", "").replaceAll("^\\[|]$", "");
    }

    /** The host, and the port if there is one. */
    private String host() {
        return part(2).substring(part(2).lastIndexOf('@') + 1);
    }

    private String part(int group) {
        Matcher parts = URL.matcher(location);
        return parts.matches() ? parts.group(group) : "";
    }

    /**
     * Sees that FFmpeg will find the host where whoever wrote the URL has put it.
     *
     * @throws UserError when it will not
     */
    void check() {
        if (isUrl() && !HOST_AND_PORT.matcher(host()).matches()) {
            throw new UserError("the host in " + this + " cannot be told from the password: " + HINT);
        }
    }

    /** What to try when there is no such host, or it refuses us; empty when the password's spelling is no reason. */
    String hint() {
        boolean doubtful = part(3).contains("@") || part(2).matches("(?s).*%.*@.*");
        return isUrl() && doubtful ? " (" + HINT + ")" : "";
    }

    /**
     * The same with a user's name and password in it, encoded as FFmpeg decodes them.
     *
     * @throws UserError when it is no URL, has some already, or the name has a colon
     */
    Source as(String user, String password) {
        if (!isUrl()) {
            throw new UserError("user: is for a URL, and " + this + " is a file");
        }
        check();
        if (!host().equals(part(2))) {
            throw new UserError("user: is in the url too: one of the two");
        }
        if (user.indexOf(':') >= 0) {
            throw new UserError("user: has a colon, which HTTP and RTSP have no room for");
        }
        int start = location.indexOf("://") + 3;
        return new Source(location.substring(0, start) + encoded(user) + ":" + encoded(password) + "@"
                + location.substring(start));
    }

    private static String encoded(String text) {
        // A blank is a plus sign for forms only.
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    /** For people: without credentials. */
    @Override
    public String toString() {
        return Redacted.url(isUrl() ? location : path());
    }
}
