package io.lynceus.processor.web;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import io.lynceus.processor.capture.Camera;
import io.lynceus.processor.capture.CameraRules;
import io.lynceus.processor.capture.CameraState;
import io.lynceus.processor.capture.Cameras;
import io.lynceus.processor.config.CameraConfig;
import io.lynceus.processor.config.ConfigFile;
import io.lynceus.processor.config.Redacted;
import io.lynceus.vision.UserError;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Shows cameras, puts them and takes them away. Credentials go in and never come out. */
final class ControlHandler implements HttpHandler {
    private static final String ROOT = "/cameras";
    private static final int LONGEST_BODY = 64 << 10;

    private static final Pattern JSON_TYPE = Pattern.compile("(?i)application/json\\s*(;.*)?");

    private final Cameras cameras;
    private final CameraRules rules;
    private final ObjectMapper json = new ObjectMapper();

    /** A camera without its name, which is in the path. */
    record Body(
            @Nullable String url,
            @Nullable String user,
            @Nullable String password,
            @Nullable String transport,
            @Nullable Double stall,
            @Nullable Double rate,
            @Nullable Boolean verify) {
        CameraConfig named(String name) {
            return new CameraConfig(name, url, user, password, null, transport, stall, rate, null, verify);
        }

        /** Without credentials. */
        @Override
        public String toString() {
            return named("").toString();
        }
    }

    ControlHandler(Cameras cameras, CameraRules rules) {
        this.cameras = cameras;
        this.rules = rules;
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        String method = exchange.getRequestMethod();
        boolean look = method.equals("GET") || method.equals("HEAD");
        if (path.equals(ROOT) || path.equals(ROOT + "/")) {
            if (look) {
                send(
                        exchange,
                        200,
                        cameras.states().stream().map(ControlHandler::view).toList());
            } else {
                Reply.text(exchange, 405, "Name the camera: " + method + " /cameras/NAME");
            }
            return;
        }
        String name = path.startsWith(ROOT + "/") ? path.substring(ROOT.length() + 1) : "";
        if (look) {
            show(exchange, 200, name);
        } else if (method.equals("PUT")) {
            put(exchange, name);
        } else if (cameras.remove(name)) {
            exchange.sendResponseHeaders(204, -1);
        } else {
            unknown(exchange, name);
        }
    }

    private void put(HttpExchange exchange, String name) throws IOException {
        // A page from elsewhere can have a browser send other types without asking.
        String type = exchange.getRequestHeaders().getFirst("Content-Type");
        if (type == null || !JSON_TYPE.matcher(type).matches()) {
            Reply.text(exchange, 415, "A camera is sent as Content-Type: application/json.");
            return;
        }
        byte[] content = exchange.getRequestBody().readNBytes(LONGEST_BODY + 1);
        if (content.length > LONGEST_BODY) {
            Reply.text(exchange, 413, "A camera is less than 64 KiB.");
            return;
        }
        Camera camera;
        try {
            camera = rules.camera(ConfigFile.request(content, Body.class).named(name));
        } catch (UserError e) {
            Reply.text(exchange, 400, String.valueOf(e.getMessage()));
            return;
        }
        show(exchange, cameras.put(camera) ? 201 : 200, name);
    }

    private void show(HttpExchange exchange, int status, String name) throws IOException {
        Optional<CameraState> state = cameras.states().stream()
                .filter(one -> one.camera().name().equals(name))
                .findFirst();
        if (state.isPresent()) {
            send(exchange, status, view(state.get()));
        } else {
            unknown(exchange, name);
        }
    }

    private static void unknown(HttpExchange exchange, String name) throws IOException {
        Reply.text(exchange, 404, "There is no camera " + Redacted.text(name, List.of(name)) + ".");
    }

    private static Map<String, @Nullable Object> view(CameraState state) {
        Camera camera = state.camera();
        Map<String, @Nullable Object> view = new LinkedHashMap<>();
        view.put("name", camera.name());
        view.put("url", Redacted.url(camera.source()));
        view.put("transport", camera.transport().name().toLowerCase(Locale.ROOT));
        view.put("stall", camera.stall().toMillis() / 1000.0);
        view.put("status", state.change().name());
        view.put("since", state.since().toString());
        view.put("reason", state.reason());
        view.put("packets", state.packets());
        return view;
    }

    private void send(HttpExchange exchange, int status, Object value) throws IOException {
        Reply.send(exchange, status, "application/json", json.writeValueAsBytes(value));
    }
}
