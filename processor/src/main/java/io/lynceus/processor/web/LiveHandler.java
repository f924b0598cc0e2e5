package io.lynceus.processor.web;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * {@code /live?camera=A&camera=B&width=640&rate=5}: the numbers each second, and the pictures of these cameras as they
 * come, as {@link Message}s in one answer that ends when the page closes or the viewer goes. Whoever wants to see other
 * cameras asks anew. A viewer that reads slowly misses pictures and delays nobody; one that reads
 * nothing goes when others want in.
 */
final class LiveHandler implements HttpHandler {
    private static final long NUMBERS_APART = TimeUnit.MILLISECONDS.toNanos(1000);
    private static final byte[] NOTHING = {};

    private final Supplier<Snapshot> numbers;
    private final Pictures pictures;
    private final ObjectMapper json;
    private final Viewers viewers;
    private final BooleanSupplier closing;

    LiveHandler(
            Supplier<Snapshot> numbers,
            Pictures pictures,
            ObjectMapper json,
            Viewers viewers,
            BooleanSupplier closing) {
        this.numbers = numbers;
        this.pictures = pictures;
        this.json = json;
        this.viewers = viewers;
        this.closing = closing;
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        Query query = Query.of(exchange);
        Set<String> cameras = new LinkedHashSet<>(query.all("camera"));
        Wish wish = new Wish(cameras, query.whole("width", 640), query.whole("rate", 10));
        viewers.admit(exchange, visit -> {
            exchange.getResponseHeaders().set("Content-Type", "application/octet-stream");
            exchange.sendResponseHeaders(200, 0);
            try (Pictures.View view = pictures.open(wish)) {
                send(view, visit, new BufferedOutputStream(exchange.getResponseBody(), 1 << 16));
            }
        });
    }

    private void send(Pictures.View view, Viewers.Visit visit, OutputStream out)
            throws IOException, InterruptedException {
        long last = System.nanoTime() - NUMBERS_APART;
        while (!closing.getAsBoolean()) {
            long left = NUMBERS_APART - (System.nanoTime() - last);
            if (left <= 0) {
                last = System.nanoTime();
                // Written whatever has changed: that is the only way to notice that the viewer has gone.
                Message.write(out, Message.NUMBERS, json.writeValueAsBytes(numbers.get()), NOTHING);
                out.flush();
                visit.took();
                continue;
            }
            for (CameraView.Jpeg jpeg : view.await(1 + TimeUnit.NANOSECONDS.toMillis(left))) {
                byte[] event = json.writeValueAsBytes(SeenPicture.of(jpeg.event()));
                Message.write(out, Message.PICTURE, event, jpeg.bytes());
            }
            out.flush();
            visit.took();
        }
        Message.write(out, Message.NUMBERS, json.writeValueAsBytes(numbers.get()), NOTHING);
        out.flush();
    }
}
