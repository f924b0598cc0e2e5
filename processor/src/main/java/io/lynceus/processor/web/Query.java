package io.lynceus.processor.web;

import com.sun.net.httpserver.HttpExchange;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What stands behind the question mark of a request. */
record Query(Map<String, List<String>> values) {
    static Query of(HttpExchange exchange) {
        Map<String, List<String>> values = new HashMap<>();
        String raw = exchange.getRequestURI().getRawQuery();
        for (String pair : raw == null ? new String[0] : raw.split("&", -1)) {
            int equals = pair.indexOf('=');
            if (equals > 0) {
                values.computeIfAbsent(decoded(pair.substring(0, equals)), key -> new ArrayList<>())
                        .add(decoded(pair.substring(equals + 1)));
            }
        }
        return new Query(values);
    }

    /** A percent sign that means nothing stands for itself. */
    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return text;
        }
    }

    List<String> all(String key) {
        return values.getOrDefault(key, List.of());
    }

    /** Empty when it is not there. */
    String text(String key) {
        List<String> all = all(key);
        return all.isEmpty() ? "" : all.get(0);
    }

    int whole(String key, int otherwise) {
        String text = text(key);
        return text.matches("\\d{1,9}") ? Integer.parseInt(text) : otherwise;
    }
}
