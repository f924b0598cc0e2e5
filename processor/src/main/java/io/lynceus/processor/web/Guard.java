package io.lynceus.processor.web;

import com.sun.net.httpserver.Filter;
import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.util.Locale;
import java.util.Set;

/**
 * Lets in only who asks for this machine by a name that means this machine: a page from elsewhere whose name resolves to 127.0.0.1
 * would otherwise see the cameras (DNS rebinding). Sets the headers that keep our own page from loading anything else.
 */
final class Guard extends Filter {
    private static final Set<String> OURSELVES = Set.of("127.0.0.1", "localhost", "[::1]");

    @Override
    public void doFilter(HttpExchange exchange, Chain chain) throws IOException {
        Headers headers = exchange.getResponseHeaders();
        headers.set(
                "Content-Security-Policy",
                "default-src 'self'; img-src 'self' blob:; style-src 'self' 'unsafe-inline'; frame-ancestors 'none'");
        headers.set("X-Content-Type-Options", "nosniff");
        headers.set("Referrer-Policy", "no-referrer");
        headers.set("Cache-Control", "no-store");
        String host = exchange.getRequestHeaders().getFirst("Host");
        String method = exchange.getRequestMethod();
        try (exchange) {
            if (host == null || !OURSELVES.contains(name(host))) {
                Reply.text(exchange, 403, "Only for requests to 127.0.0.1 or localhost.");
            } else if (!method.equals("GET") && !method.equals("HEAD")) {
                Reply.text(exchange, 405, "Only GET.");
            } else {
                chain.doFilter(exchange);
            }
        }
    }

    private static String name(String host) {
        return host.replaceFirst(":\\d+$", "").toLowerCase(Locale.ROOT);
    }

    @Override
    public String description() {
        return "this machine only";
    }
}
