package io.lynceus.processor.web;

import com.sun.net.httpserver.Filter;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;

/** Lets in whoever only reads, from wherever: for paths that tell nothing but figures. */
final class OnlyRead extends Filter {
    @Override
    public void doFilter(HttpExchange exchange, Chain chain) throws IOException {
        exchange.getResponseHeaders().set("X-Content-Type-Options", "nosniff");
        exchange.getResponseHeaders().set("Cache-Control", "no-store");
        String method = exchange.getRequestMethod();
        try (exchange) {
            if (method.equals("GET") || method.equals("HEAD")) {
                chain.doFilter(exchange);
            } else {
                Reply.text(exchange, 405, "Only GET, HEAD.");
            }
        }
    }

    @Override
    public String description() {
        return "reading only";
    }
}
