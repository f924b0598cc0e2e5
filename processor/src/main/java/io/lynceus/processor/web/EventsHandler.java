package io.lynceus.processor.web;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** {@code /events}: the numbers twice a second as server-sent events, each a {@link Snapshot} in JSON. */
final class EventsHandler implements HttpHandler {
    private static final long APART_MILLIS = 500;

    private final Supplier<Snapshot> numbers;
    private final ObjectMapper json;
    private final Viewers viewers;
    private final CountDownLatch closing;

    EventsHandler(Supplier<Snapshot> numbers, ObjectMapper json, Viewers viewers, CountDownLatch closing) {
        this.numbers = numbers;
        this.json = json;
        this.viewers = viewers;
        this.closing = closing;
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        viewers.admit(exchange, () -> {
            exchange.getResponseHeaders().set("Content-Type", "text/event-stream; charset=utf-8");
            exchange.sendResponseHeaders(200, 0);
            OutputStream out = exchange.getResponseBody();
            boolean over = false;
            while (!over) {
                send(out);
                over = closing.await(APART_MILLIS, TimeUnit.MILLISECONDS);
            }
            send(out);
        });
    }

    private void send(OutputStream out) throws IOException {
        String event = "data: " + json.writeValueAsString(numbers.get()) + "\n\n";
        out.write(event.getBytes(StandardCharsets.UTF_8));
        out.flush();
    }
}
