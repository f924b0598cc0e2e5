package io.lynceus.processor.ops;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The real one, at work on a configuration. Killed when it is closed. */
final class Prometheus implements AutoCloseable {
    private static final Path PROGRAM = Path.of("/usr/bin/prometheus");
    static final Path TOOL = Path.of("/usr/bin/promtool");

    private final Process process;
    private final URI address;

    /** Skips the test where it is not installed. */
    static void assumeInstalled() {
        assumeTrue(Files.isExecutable(PROGRAM), "skipped: no Prometheus on this machine (Debian's package prometheus)");
    }

    Prometheus(Path folder, String configuration, int port) throws IOException {
        Path file = Files.writeString(folder.resolve("prometheus.yml"), configuration);
        address = URI.create("http://127.0.0.1:" + port);
        process = new ProcessBuilder(
                        PROGRAM.toString(),
                        "--config.file=" + file,
                        "--storage.tsdb.path=" + folder.resolve("data"),
                        "--web.listen-address=127.0.0.1:" + port)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("prometheus.log").toFile())
                .start();
    }

    /** What a query gives now: for each series its labels. */
    List<JsonNode> query(String query) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(
                        address.resolve("/api/v1/query?query=" + URLEncoder.encode(query, StandardCharsets.UTF_8)))
                .build();
        JsonNode answer = new ObjectMapper()
                .readTree(HttpClient.newHttpClient()
                        .send(request, HttpResponse.BodyHandlers.ofString())
                        .body());
        if (!answer.path("status").asText().equals("success")) {
            throw new IllegalStateException(query + ": " + answer);
        }
        List<JsonNode> series = new ArrayList<>();
        answer.at("/data/result").forEach(result -> series.add(result.get("metric")));
        return series;
    }

    /** True when it answers. */
    boolean answers() {
        try {
            return !query("vector(1)").isEmpty();
        } catch (Exception e) {
            return false;
        }
    }

    /** What promtool says; fails when it is not content. */
    static String promtool(Path folder, String input, String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of(TOOL.toString()));
        command.addAll(List.of(arguments));
        Process tool = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .start();
        try (java.io.OutputStream in = tool.getOutputStream()) {
            in.write(input.getBytes(StandardCharsets.UTF_8));
        }
        String said = new String(tool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (tool.waitFor() != 0) {
            throw new AssertionError(command + ": " + said);
        }
        return said;
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
