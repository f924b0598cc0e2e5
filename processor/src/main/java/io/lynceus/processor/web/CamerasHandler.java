package io.lynceus.processor.web;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Pictures: {@code /cameras/NAME.jpg} waits up to two seconds for a picture other than {@code ?after=VERSION} (204 when
 * there is none yet), {@code /cameras/NAME.mjpeg} sends one after the other. A viewer that reads slowly misses pictures
 * and delays nobody.
 */
final class CamerasHandler implements HttpHandler {
    private static final long LONGEST_WAIT_MILLIS = 2000;
    private static final Pattern PATH = Pattern.compile("/cameras/(.+)\\.(jpg|mjpeg)");
    private static final Pattern AFTER = Pattern.compile("after=(\\d{1,18})");

    private final Pictures pictures;
    private final Viewers viewers;

    CamerasHandler(Pictures pictures, Viewers viewers) {
        this.pictures = pictures;
        this.viewers = viewers;
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        Matcher path = PATH.matcher(exchange.getRequestURI().getPath());
        CameraPicture camera = path.matches() ? pictures.of(path.group(1)) : null;
        if (camera == null) {
            Reply.notFound(exchange);
            return;
        }
        boolean stream = path.group(2).equals("mjpeg");
        viewers.admit(exchange, () -> {
            if (stream) {
                stream(exchange, camera);
            } else {
                single(exchange, camera);
            }
        });
    }

    private static void single(HttpExchange exchange, CameraPicture camera) throws IOException, InterruptedException {
        String query = exchange.getRequestURI().getQuery();
        Matcher after = AFTER.matcher(query == null ? "" : query);
        long version = after.find() ? Long.parseLong(after.group(1)) : 0;
        CameraPicture.Jpeg jpeg = camera.awaitOther(version, LONGEST_WAIT_MILLIS);
        if (jpeg == null || jpeg.version() == version) {
            exchange.sendResponseHeaders(204, -1);
            return;
        }
        exchange.getResponseHeaders().set("X-Picture-Version", Long.toString(jpeg.version()));
        Reply.send(exchange, 200, "image/jpeg", jpeg.bytes());
    }

    private static void stream(HttpExchange exchange, CameraPicture camera) throws IOException, InterruptedException {
        exchange.getResponseHeaders().set("Content-Type", "multipart/x-mixed-replace; boundary=picture");
        exchange.sendResponseHeaders(200, 0);
        OutputStream out = exchange.getResponseBody();
        long version = 0;
        while (!camera.closed()) {
            CameraPicture.Jpeg jpeg = camera.awaitOther(version, LONGEST_WAIT_MILLIS);
            if (jpeg != null) {
                // Sent again when it is still the same: writing is the only way to notice that the viewer has gone.
                version = jpeg.version();
                String head =
                        "--picture\r\nContent-Type: image/jpeg\r\nContent-Length: " + jpeg.bytes().length + "\r\n\r\n";
                out.write(head.getBytes(StandardCharsets.US_ASCII));
                out.write(jpeg.bytes());
                out.write("\r\n".getBytes(StandardCharsets.US_ASCII));
                out.flush();
            }
        }
    }
}
