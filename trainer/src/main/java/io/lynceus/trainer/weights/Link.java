package io.lynceus.trainer.weights;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.time.Duration;
import java.util.Set;

/**
 * Asks servers for a file, through the proxies of the environment, and follows where they point to.
 *
 * @param proxies of the environment
 * @param patience without a byte after which a connection counts as broken
 */
record Link(Proxies proxies, Duration patience) {
    static final int RANGE_NOT_SATISFIABLE = 416;

    private static final int MOST_HOPS = 10;
    private static final Set<Integer> ELSEWHERE = Set.of(301, 302, 303, 307, 308);

    /**
     * The answer, whose status may be any but a redirection.
     *
     * @param from the first byte that is wanted
     * @param tag of the file that the bytes before are of, see {@link Answers#tag}; empty when it is not known
     * @throws IOException when nobody answers, or what answers points in circles or away from HTTPS
     */
    HttpURLConnection open(URI address, long from, String tag) throws IOException {
        URI next = address;
        for (int hop = 0; hop < MOST_HOPS; hop++) {
            HttpURLConnection connection = (HttpURLConnection) next.toURL().openConnection(proxies.of(next));
            connection.setConnectTimeout((int) patience.toMillis());
            connection.setReadTimeout((int) patience.toMillis());
            connection.setInstanceFollowRedirects(false);
            connection.setRequestProperty("User-Agent", "lynceus");
            connection.setRequestProperty("Accept-Encoding", "identity");
            if (from > 0) {
                connection.setRequestProperty("Range", "bytes=" + from + "-");
                if (!tag.isEmpty()) {
                    connection.setRequestProperty("If-Range", tag);
                }
            }
            if (!ELSEWHERE.contains(connection.getResponseCode())) {
                return connection;
            }
            String location = connection.getHeaderField("Location");
            connection.disconnect();
            next = elsewhere(next, location == null ? "" : location);
        }
        throw new IOException("the server points from place to place");
    }

    private static URI elsewhere(URI from, String location) throws IOException {
        try {
            URI to = from.resolve(location);
            boolean http =
                    "https".equals(to.getScheme()) || "http".equals(to.getScheme()) && "http".equals(from.getScheme());
            if (http && to.getHost() != null && !location.isEmpty()) {
                return to;
            }
        } catch (IllegalArgumentException e) {
            // said below
        }
        throw new IOException("the server points to a place that is not followed");
    }
}
