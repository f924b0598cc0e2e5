package io.lynceus.trainer.weights;

import io.lynceus.vision.RunError;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What a server's answer says of the file. */
final class Answers {
    private static final Pattern RANGE = Pattern.compile("bytes (\\d{1,18}|\\*).*?/(\\d{1,18}|\\*)");
    private static final int TOO_MANY_REQUESTS = 429;

    private Answers() {}

    /**
     * Returns when there is a body to read.
     *
     * @throws RunError when there is no use in asking again
     * @throws IOException when there may be
     */
    static void check(URI address, HttpURLConnection answer) throws IOException {
        int status = answer.getResponseCode();
        if (status == HttpURLConnection.HTTP_OK || status == HttpURLConnection.HTTP_PARTIAL) {
            return;
        }
        if (status >= HttpURLConnection.HTTP_INTERNAL_ERROR
                || status == TOO_MANY_REQUESTS
                || status == HttpURLConnection.HTTP_CLIENT_TIMEOUT) {
            throw new IOException("the server answers " + status);
        }
        if (status == HttpURLConnection.HTTP_PROXY_AUTH) {
            throw new RunError(address + ": the proxy wants a password, which cannot be given here; fetch the file by"
                    + " other means and name it with --from");
        }
        throw new RunError(address + ": the server answers " + status);
    }

    /** The byte at which a part starts; -1 when the answer does not say. */
    static long start(HttpURLConnection answer) {
        return number(answer.getHeaderField("Content-Range"), 1);
    }

    /** Bytes of the whole file; -1 when the answer to a request for a part does not say. */
    static long whole(HttpURLConnection answer) {
        return number(answer.getHeaderField("Content-Range"), 2);
    }

    /** By what the server tells whether its file is still the same one; empty when it says nothing of use. */
    static String tag(HttpURLConnection answer) {
        String tag = answer.getHeaderField("ETag");
        if (tag != null && !tag.startsWith("W/")) {
            return tag;
        }
        String changed = answer.getHeaderField("Last-Modified");
        return changed == null ? "" : changed;
    }

    private static long number(@Nullable String range, int group) {
        Matcher matcher = RANGE.matcher(range == null ? "" : range);
        return matcher.matches() && !matcher.group(group).equals("*") ? Long.parseLong(matcher.group(group)) : -1;
    }
}
