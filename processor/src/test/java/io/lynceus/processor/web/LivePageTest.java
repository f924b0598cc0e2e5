package io.lynceus.processor.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.awaitility.Durations.TWO_MINUTES;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.awt.image.BufferedImage;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.BindException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LivePageTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient client = HttpClient.newHttpClient();
    private final LivePage page = open();
    private final FakeFeed feed = new FakeFeed(page, "back yard");

    private static LivePage open() {
        try {
            return new LivePage(FakeFeed.facts(List.of("back yard")), 0);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @AfterEach
    void close() {
        page.close();
    }

    @Test
    void everyFileOfThePageIsThere() throws Exception {
        for (String path :
                List.of("/", "/page.css", "/page.js", "/icon.svg", "/uplot.css", "/uplot.js", "/facts.json")) {
            HttpResponse<String> reply = get(path);
            assertThat(reply.statusCode()).as(path).isEqualTo(200);
            assertThat(reply.body()).as(path).isNotEmpty();
        }
    }

    @Test
    void nothingElseIsThere() throws Exception {
        for (String path :
                List.of("/page", "/../logback.xml", "/%2e%2e/logback.xml", "/cameras/front.jpg", "/cameras/")) {
            assertThat(get(path).statusCode()).as(path).isEqualTo(404);
        }
    }

    @Test
    void healthTellsStateAndFrames() throws Exception {
        assertThat(JSON.readTree(get("/healthz").body()))
                .isEqualTo(JSON.readTree("{\"state\":\"WAITING\",\"frames\":0}"));
        feed.next();
        assertThat(JSON.readTree(get("/healthz").body())).isEqualTo(JSON.readTree("{\"state\":\"LIVE\",\"frames\":1}"));
    }

    @Test
    void thereIsNoPictureBeforeTheFirstFrame() throws Exception {
        assertThat(get("/cameras/back%20yard.jpg").statusCode()).isEqualTo(204);
    }

    @Test
    void aViewerGetsThePictureWithItsBoxes() throws Exception {
        CompletableFuture<HttpResponse<byte[]>> reply =
                client.sendAsync(request("/cameras/back%20yard.jpg"), HttpResponse.BodyHandlers.ofByteArray());
        feedUntilDone(reply);
        BufferedImage picture =
                ImageIO.read(new ByteArrayInputStream(reply.join().body()));
        assertThat(picture.getWidth()).isEqualTo(768);
        assertThat(picture.getHeight()).isEqualTo(576);
        assertThat(reply.join().headers().firstValue("X-Picture-Version")).isPresent();
    }

    @Test
    void aStreamIsOnePictureAfterTheOther() throws Exception {
        CompletableFuture<HttpResponse<InputStream>> reply =
                client.sendAsync(request("/cameras/back%20yard.mjpeg"), HttpResponse.BodyHandlers.ofInputStream());
        CompletableFuture<Integer> parts = reply.thenApplyAsync(stream -> count(stream.body(), "--picture", 3));
        feedUntilDone(parts);
        assertThat(parts.join()).isEqualTo(3);
    }

    private void feedUntilDone(CompletableFuture<?> awaited) {
        await().atMost(TWO_MINUTES)
                .pollInSameThread()
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(1))
                .until(() -> {
                    feed.next();
                    return awaited.isDone();
                });
    }

    @Test
    void numbersComeAsEventsAndTheLastOneSaysThatItEnded() throws Exception {
        HttpResponse<InputStream> reply = client.send(request("/events"), HttpResponse.BodyHandlers.ofInputStream());
        feed.next();
        BufferedReader lines = new BufferedReader(new InputStreamReader(reply.body(), StandardCharsets.UTF_8));
        assertThat(data(lines.readLine()).get("statuses").has("DETECTED")).isTrue();
        CompletableFuture<Void> closed = CompletableFuture.runAsync(page::close);
        String last = "";
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            last = line.isEmpty() ? last : line;
        }
        closed.join();
        assertThat(data(last).get("state").asText()).isEqualTo("ENDED");
        assertThat(data(last).get("frames").asLong()).isEqualTo(1);
    }

    @Test
    void aPageFromElsewhereGetsNothing() throws Exception {
        try (Socket socket =
                new Socket(InetAddress.getByName("127.0.0.1"), page.address().getPort())) {
            OutputStream out = socket.getOutputStream();
            out.write("GET /facts.json HTTP/1.0\r\nHost: evil.example\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            String reply = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(reply).startsWith("HTTP/1.1 403").doesNotContain("bootstrap");
        }
    }

    @Test
    void aTakenPortIsABindException() {
        assertThatThrownBy(() ->
                        new LivePage(FakeFeed.facts(List.of()), page.address().getPort()).close())
                .isInstanceOf(BindException.class);
    }

    private HttpRequest request(String path) {
        return HttpRequest.newBuilder(
                        URI.create(page.address().resolve("/").toString().replaceFirst("/$", "") + path))
                .build();
    }

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return client.send(request(path), HttpResponse.BodyHandlers.ofString());
    }

    private static JsonNode data(String line) throws IOException {
        return JSON.readTree(line.substring("data: ".length()));
    }

    private static int count(InputStream in, String marker, int enough) {
        int count = 0;
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.ISO_8859_1))) {
            for (String line = lines.readLine(); line != null && count < enough; line = lines.readLine()) {
                count += line.endsWith(marker) ? 1 : 0;
            }
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        return count;
    }
}
