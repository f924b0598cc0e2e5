package io.lynceus.processor.web;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A headless Chromium with one tab, driven over the DevTools protocol. */
final class Chromium implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Path profile;
    private final Process process;
    private final WebSocket socket;
    private final AtomicInteger lastId = new AtomicInteger();
    private final Map<Integer, CompletableFuture<JsonNode>> answers = new ConcurrentHashMap<>();
    private volatile CompletableFuture<Void> loaded = new CompletableFuture<>();
    private final List<String> complaints = new CopyOnWriteArrayList<>();

    /** The browser's program, when this machine has one. */
    static Optional<Path> program() {
        return Stream.of("/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome")
                .map(Path::of)
                .filter(Files::isExecutable)
                .findFirst();
    }

    Chromium(Path program) throws IOException, InterruptedException {
        profile = Files.createTempDirectory("lynceus-chromium");
        process = new ProcessBuilder(
                        program.toString(),
                        "--headless",
                        "--no-sandbox",
                        "--disable-gpu",
                        "--disable-quic",
                        "--no-first-run",
                        "--disable-background-networking",
                        "--disable-component-update",
                        "--disable-sync",
                        "--hide-scrollbars",
                        "--user-data-dir=" + profile,
                        "--remote-debugging-port=0",
                        "about:blank")
                .redirectErrorStream(true)
                .start();
        HttpClient client = HttpClient.newHttpClient();
        URI browser = debugger(process);
        HttpRequest tabs = HttpRequest.newBuilder(URI.create("http://" + browser.getAuthority() + "/json/list"))
                .build();
        JsonNode list = JSON.readTree(
                client.send(tabs, HttpResponse.BodyHandlers.ofString()).body());
        URI tab = URI.create(list.get(0).get("webSocketDebuggerUrl").asText());
        socket = client.newWebSocketBuilder().buildAsync(tab, new Listener()).join();
        call("Runtime.enable", Map.of());
        call("Log.enable", Map.of());
        call("Page.enable", Map.of());
    }

    private static URI debugger(Process process) throws IOException {
        BufferedReader lines = process.inputReader(StandardCharsets.UTF_8);
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            if (line.startsWith("DevTools listening on ")) {
                Thread rest = new Thread(() -> lines.lines().forEach(ignored -> {}), "chromium-output");
                rest.setDaemon(true);
                rest.start();
                return URI.create(
                        line.substring("DevTools listening on ".length()).trim());
            }
        }
        throw new IOException("Chromium ended before it listened");
    }

    /** Errors that the page has thrown or logged so far. */
    List<String> complaints() {
        return complaints;
    }

    void window(int width, int height) {
        call(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", width < 600));
    }

    void colours(String scheme) {
        Map<String, String> feature = Map.of("name", "prefers-color-scheme", "value", scheme);
        call("Emulation.setEmulatedMedia", Map.of("features", List.of(feature)));
    }

    /** Returns when the page and what it names have loaded. */
    void open(URI page) {
        CompletableFuture<Void> load = new CompletableFuture<>();
        loaded = load;
        call("Page.navigate", Map.of("url", page.toString()));
        load.orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS).join();
    }

    /** The value of an expression; a promise is awaited. */
    JsonNode evaluate(String expression) {
        JsonNode answer =
                call("Runtime.evaluate", Map.of("expression", expression, "awaitPromise", true, "returnByValue", true));
        if (answer.has("exceptionDetails")) {
            throw new IllegalStateException(answer.get("exceptionDetails").toString());
        }
        return answer.path("result").path("value");
    }

    /** Waits, in the page and frame by frame, until the expression is true there. */
    void await(String condition) {
        String message = condition.replaceAll("[^\\w .>=()-]", " ").strip();
        evaluate("new Promise((done, failed) => { const end = Date.now() + " + PATIENCE.toMillis() / 2
                + "; const look = () => { let held = false; try { held = " + condition.strip() + "; } catch { }"
                + " if (held) done(true); else if (Date.now() > end) failed(new Error('never: " + message + "'));"
                + " else setTimeout(look, 50); }; look(); })");
    }

    /** Saves what the tab shows, as PNG. */
    void screenshot(Path file) throws IOException {
        byte[] png = Base64.getDecoder()
                .decode(call("Page.captureScreenshot", Map.of("captureBeyondViewport", true))
                        .get("data")
                        .asText());
        Files.write(file, png);
    }

    private JsonNode call(String method, Map<String, ?> parameters) {
        int id = lastId.incrementAndGet();
        CompletableFuture<JsonNode> answer = new CompletableFuture<>();
        answers.put(id, answer);
        ObjectNode message = JSON.createObjectNode().put("id", id).put("method", method);
        message.set("params", JSON.valueToTree(parameters));
        socket.sendText(message.toString(), true).join();
        return answer.orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS).join();
    }

    private void receive(JsonNode message) {
        String method = message.path("method").asText();
        JsonNode parameters = message.path("params");
        if (message.has("id")) {
            CompletableFuture<JsonNode> answer =
                    Objects.requireNonNull(answers.remove(message.get("id").asInt()));
            if (message.has("error")) {
                answer.completeExceptionally(
                        new IllegalStateException(message.get("error").toString()));
            } else {
                answer.complete(message.get("result"));
            }
        } else if (method.equals("Page.loadEventFired")) {
            loaded.complete(null);
        } else if (method.equals("Runtime.exceptionThrown")
                || (method.equals("Runtime.consoleAPICalled")
                        && parameters.path("type").asText().equals("error"))
                || (method.equals("Log.entryAdded")
                        && parameters.path("entry").path("level").asText().equals("error"))) {
            complaints.add(parameters.toString());
        }
    }

    @Override
    public void close() throws IOException {
        socket.abort();
        // Its helpers write to the profile until they end, which is after it.
        List<ProcessHandle> all = Stream.concat(process.descendants(), Stream.of(process.toHandle()))
                .toList();
        process.destroy();
        for (ProcessHandle one : all) {
            one.onExit()
                    .orTimeout(10, TimeUnit.SECONDS)
                    .exceptionally(late -> {
                        one.destroyForcibly();
                        return one;
                    })
                    .join();
        }
        List<Path> files;
        try (Stream<Path> found = Files.walk(profile)) {
            files = found.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path file : files) {
            Files.deleteIfExists(file);
        }
    }

    private final class Listener implements WebSocket.Listener {
        private final StringBuilder text = new StringBuilder();

        @Override
        public @Nullable CompletionStage<?> onText(WebSocket webSocket, CharSequence part, boolean last) {
            text.append(part);
            if (last) {
                try {
                    receive(JSON.readTree(text.toString()));
                } catch (IOException e) {
                    complaints.add(e.toString());
                }
                text.setLength(0);
            }
            webSocket.request(1);
            return null;
        }
    }
}
