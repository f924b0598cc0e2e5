package io.lynceus.processor.web;

import com.sun.net.httpserver.Filter;
import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/**
 * Lets in only who asks for this machine by a name that means this machine: a page from elsewhere whose name resolves
 * to 127.0.0.1 would otherwise see the cameras (DNS rebinding). Nor may a page from elsewhere have the browser ask for
 * it, which says so (Origin, Sec-Fetch-Site); it may lead a person to the page itself, as another instance's does. Sets
 * the headers that keep our own page from loading anything else.
 */
final class Guard extends Filter {
    private static final Set<String> OURSELVES = Set.of("127.0.0.1", "localhost", "[::1]");

    private final Set<String> methods;

    /** For looking only. */
    Guard() {
        this(Set.of("GET", "HEAD"));
    }

    /**
     * @param methods that are let in; a browser asks before it sends others than GET, HEAD and POST to another site,
     * and gets no leave
     */
    Guard(Set<String> methods) {
        this.methods = methods;
    }

    @Override
    public void doFilter(HttpExchange exchange, Chain chain) throws IOException {
        headers(exchange);
        String host = exchange.getRequestHeaders().getFirst("Host");
        String method = exchange.getRequestMethod();
        try (exchange) {
            if (!exchange.getRemoteAddress().getAddress().isLoopbackAddress()) {
                Reply.text(exchange, 403, "Only from this machine.");
            } else if (host == null || !OURSELVES.contains(name(host))) {
                Reply.text(exchange, 403, "Only for requests to 127.0.0.1 or localhost.");
            } else if (isFromElsewhere(exchange, host)) {
                Reply.text(exchange, 403, "Not for pages from elsewhere.");
            } else if (!methods.contains(method)) {
                Reply.text(exchange, 405, "Only " + String.join(", ", new TreeSet<>(methods)) + ".");
            } else {
                chain.doFilter(exchange);
            }
        }
    }

    /** What keeps our own page from loading anything else, and anything else from showing it. */
    static void headers(HttpExchange exchange) {
        Headers headers = exchange.getResponseHeaders();
        headers.set(
                "Content-Security-Policy",
                "default-src 'self'; img-src 'self' blob:; media-src 'self' blob:; style-src 'self' 'unsafe-inline';"
                        + " frame-ancestors 'none'");
        headers.set("X-Content-Type-Options", "nosniff");
        headers.set("Referrer-Policy", "no-referrer");
        headers.set("Cache-Control", "no-store");
    }

    static boolean isFromElsewhere(HttpExchange exchange, String host) {
        Headers request = exchange.getRequestHeaders();
        String origin = request.getFirst("Origin");
        String site = request.getFirst("Sec-Fetch-Site");
        // A proxy may speak TLS for us, and says nothing of it here.
        return origin != null
                        && !origin.equalsIgnoreCase("http://" + host)
                        && !origin.equalsIgnoreCase("https://" + host)
                || site != null && !site.equals("same-origin") && !site.equals("none") && !isLink(exchange, request);
    }

    /** A link to the page was followed: it replaces the one that had the link, which sees nothing of it. */
    private static boolean isLink(HttpExchange exchange, Headers request) {
        return exchange.getRequestMethod().equals("GET")
                && exchange.getRequestURI().getPath().equals("/")
                && "navigate".equals(request.getFirst("Sec-Fetch-Mode"))
                && "document".equals(request.getFirst("Sec-Fetch-Dest"));
    }

    private static String name(String host) {
        return host.replaceFirst(":\\d+$", "").toLowerCase(Locale.ROOT);
    }

    @Override
    public String description() {
        return "this machine only";
    }
}
