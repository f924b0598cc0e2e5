package io.lynceus.processor.web;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import io.lynceus.vision.RunError;
import io.lynceus.vision.UserError;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/**
 * {@code GET /settings}: all of them. {@code PUT /settings/CAMERA} saves one camera's, {@code DELETE} lets the file's
 * count again.
 */
final class SettingsHandler implements HttpHandler {
    private static final String ROOT = "/settings";
    private static final int LARGEST = 256 * 1024;

    private final PageSettings settings;

    SettingsHandler(PageSettings settings) {
        this.settings = settings;
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        String camera = path.startsWith(ROOT + "/") ? path.substring(ROOT.length() + 1) : "";
        try {
            switch (exchange.getRequestMethod()) {
                case "PUT" -> {
                    byte[] body = exchange.getRequestBody().readNBytes(LARGEST);
                    settings.save(named(camera), body);
                    Reply.text(exchange, 200, "saved");
                }
                case "DELETE" -> {
                    settings.forget(named(camera));
                    Reply.text(exchange, 200, "as in the file");
                }
                default -> {
                    if (!camera.isEmpty()) {
                        Reply.notFound(exchange);
                        return;
                    }
                    Reply.send(
                            exchange, 200, "application/json", settings.json().getBytes(StandardCharsets.UTF_8));
                }
            }
        } catch (UserError e) {
            Reply.text(exchange, 400, String.valueOf(e.getMessage()));
        } catch (RunError e) {
            Reply.text(exchange, 503, String.valueOf(e.getMessage()));
        }
    }

    private static String named(String camera) {
        if (camera.isEmpty()) {
            throw new UserError("a camera is missing: /settings/CAMERA");
        }
        return camera;
    }
}
