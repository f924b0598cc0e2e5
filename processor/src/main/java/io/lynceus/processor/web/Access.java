package io.lynceus.processor.web;

import com.sun.net.httpserver.Filter;
import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsExchange;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Who may see the page. Without a token: this machine alone, under a name that means this machine ({@link Guard}). With
 * one: whoever has it, from anywhere, in the header {@code Authorization: Bearer}, or in the cookie that
 * {@code /?token=} sets. Either way no page from elsewhere, which may only lead to this one.
 */
final class Access extends Filter {
    private static final Set<String> METHODS = Set.of("GET", "HEAD", "PUT", "DELETE");
    private static final Pattern PORT = Pattern.compile(":(\\d+)$");
    private static final Pattern GIVEN = Pattern.compile("(?:^|&)token=([^&]+)");

    private final @Nullable String token;
    private final Guard guard = new Guard(METHODS);

    /** @param token letters, digits, hyphens and underscores; null for none */
    Access(@Nullable String token) {
        this.token = token;
    }

    @Override
    public void doFilter(HttpExchange exchange, Chain chain) throws IOException {
        if (token == null) {
            guard.doFilter(exchange, chain);
            return;
        }
        Guard.headers(exchange);
        try (exchange) {
            Headers request = exchange.getRequestHeaders();
            String host = request.getFirst("Host");
            if (host == null || Guard.isFromElsewhere(exchange, host)) {
                Reply.text(exchange, 403, "Not for pages from elsewhere.");
            } else if (!METHODS.contains(exchange.getRequestMethod())) {
                Reply.text(exchange, 405, "Only GET, HEAD, PUT, DELETE.");
            } else if (isRight(inQuery(exchange), token)) {
                // Out of the address line, the history and what is copied from there.
                exchange.getResponseHeaders()
                        .set(
                                "Set-Cookie",
                                cookie(host) + "=" + token + "; Path=/; HttpOnly; SameSite=Strict"
                                        + (exchange instanceof HttpsExchange ? "; Secure" : ""));
                exchange.getResponseHeaders()
                        .set("Location", exchange.getRequestURI().getPath());
                exchange.sendResponseHeaders(303, -1);
            } else if (isRight(inHeaders(request, cookie(host)), token)) {
                chain.doFilter(exchange);
            } else {
                Reply.text(exchange, 401, "The page wants its token: open /?token=... once, or send it as a bearer.");
            }
        }
    }

    /** Browsers keep one cookie of a name for all ports of a host, and there may be a page at each. */
    private static String cookie(String host) {
        Matcher port = PORT.matcher(host);
        return port.find() ? "lynceus-" + port.group(1) : "lynceus";
    }

    private static @Nullable String inQuery(HttpExchange exchange) {
        String query = exchange.getRequestURI().getQuery();
        Matcher given = GIVEN.matcher(query == null ? "" : query);
        return given.find() ? given.group(1) : null;
    }

    private static @Nullable String inHeaders(Headers request, String name) {
        String bearer = request.getFirst("Authorization");
        if (bearer != null && bearer.startsWith("Bearer ")) {
            return bearer.substring("Bearer ".length()).strip();
        }
        for (String line : request.getOrDefault("Cookie", List.of())) {
            for (String cookie : line.split(";", -1)) {
                if (cookie.strip().startsWith(name + "=")) {
                    return cookie.strip().substring(name.length() + 1);
                }
            }
        }
        return null;
    }

    /** Takes as long for one that is nearly right as for any other. */
    private static boolean isRight(@Nullable String given, String token) {
        return given != null
                && MessageDigest.isEqual(
                        given.getBytes(StandardCharsets.UTF_8), token.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public String description() {
        return "who has the token";
    }
}
