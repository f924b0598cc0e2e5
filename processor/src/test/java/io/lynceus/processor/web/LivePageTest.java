package io.lynceus.processor.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.lynceus.processor.config.HttpAddress;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.imageio.ImageIO;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LivePageTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient client = HttpClient.newHttpClient();
    private final OperatorServer server = OperatorServer.open(new HttpAddress("127.0.0.1", 0));
    private final SavedSettings settings = new SavedSettings();
    private final LivePage page =
            new LivePage(server, FakeFeed.facts(List.of("back yard")), settings, FakeFeed.NO_PLAYBACK, null);
    private final FakeFeed feed = new FakeFeed(page, "back yard");

    private record Received(char kind, JsonNode json, byte[] rest) {}

    @AfterEach
    void close() {
        page.close();
        server.close();
    }

    @Test
    void everyFileOfThePageIsThere() throws Exception {
        for (String path : List.of(
                "/",
                "/page.css",
                "/dialogs.css",
                "/page.js",
                "/dom.js",
                "/tiles.js",
                "/overlay.js",
                "/zones.js",
                "/events.js",
                "/icon.svg",
                "/uplot.css",
                "/uplot.js",
                "/facts.json")) {
            HttpResponse<String> reply = get(path);
            assertThat(reply.statusCode()).as(path).isEqualTo(200);
            assertThat(reply.body()).as(path).isNotEmpty();
        }
    }

    @Test
    void nothingElseIsThere() throws Exception {
        for (String path : List.of(
                "/page",
                "/../history/V1__history.sql",
                "/%2e%2e/history/V1__history.sql",
                "/cameras/",
                "/settings/x/y")) {
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
    void oneStreamHasNumbersAndThePicturesOfAllThatAreAskedFor() throws Exception {
        List<FakeFeed> feeds = new ArrayList<>();
        StringBuilder path = new StringBuilder("/live?width=320");
        Set<String> wanted = new HashSet<>();
        for (int i = 0; i < 9; i++) {
            feeds.add(new FakeFeed(page, "cam " + i));
            path.append("&camera=cam%20").append(i);
            wanted.add("cam " + i);
        }
        feeds.add(feed); // nobody asked for its pictures
        try (InputStream stream = stream(path.toString());
                Fed fed = new Fed(feeds)) {
            Set<String> seen = new HashSet<>();
            boolean numbers = false;
            while (!seen.equals(wanted) || !numbers) {
                Received received = read(stream);
                numbers |= received.kind == Message.NUMBERS;
                if (received.kind == Message.PICTURE) {
                    assertThat(received.json.get("boxes").isArray()).isTrue();
                    BufferedImage picture = ImageIO.read(new ByteArrayInputStream(received.rest));
                    assertThat(picture.getWidth()).isEqualTo(768);
                    seen.add(received.json.get("camera").asText());
                }
            }
            assertThat(seen).isEqualTo(wanted);
            fed.close();
        }
    }

    @Test
    void whoeverIsNotToBeSeenIsNot() throws Exception {
        settings.blurred = Set.of("person");
        try (InputStream stream = stream("/live?camera=back%20yard");
                Fed fed = new Fed(List.of(feed))) {
            Received received = read(stream);
            while (received.kind != Message.PICTURE
                    || received.json.get("boxes").isEmpty()) {
                received = read(stream);
            }
            BufferedImage picture = ImageIO.read(new ByteArrayInputStream(received.rest));
            JsonNode box = MissingNode.getInstance();
            for (JsonNode each : received.json.get("boxes")) {
                box = each.get("label").asText().equals("person") ? each : box;
            }
            assertThat(box.isMissingNode()).isFalse();
            // The walker is dark and the street beside it light: not so where one cell has both.
            int x = (int) (box.get("x1").asDouble() * picture.getWidth());
            int y = (int) ((box.get("y1").asDouble() + box.get("y2").asDouble()) / 2 * picture.getHeight());
            assertThat(picture.getRGB(x, y) & 0xff).isCloseTo(picture.getRGB(x + 9, y) & 0xff, within(9));
            fed.close();
        }
    }

    /** Its picture was refused as damaged, so nobody knows where they are. */
    @Test
    void aPictureThatNoModelSawShowsNobodyWhoIsNotToBeSeen() throws Exception {
        settings.blurred = Set.of("person");
        BufferedImage half = new BufferedImage(640, 480, BufferedImage.TYPE_3BYTE_BGR);
        for (int x = 0; x < 640; x += 2) {
            for (int y = 0; y < 480; y++) {
                half.setRGB(x, y, 0xffffff);
            }
        }
        try (InputStream stream = stream("/live?camera=gate")) {
            Received received = read(stream);
            for (int i = 0; received.kind != Message.PICTURE; i++) {
                page.onFrame(Events.undecodable("gate", i, Instant.now(), "damaged"), width -> half);
                received = read(stream);
            }
            BufferedImage picture = ImageIO.read(new ByteArrayInputStream(received.rest));
            for (int x = 100; x < 120; x++) {
                assertThat(picture.getRGB(x, 100) & 0xff).isCloseTo(128, within(20));
            }
        }
    }

    private static Offset<Integer> within(int by) {
        return Offset.offset(by);
    }

    @Test
    void theLastNumbersSayThatItEnded() throws Exception {
        try (InputStream stream = stream("/live")) {
            feed.next();
            assertThat(read(stream).json.get("statuses").has("DETECTED")).isTrue();
            CompletableFuture<Void> closed = CompletableFuture.runAsync(page::close);
            JsonNode last = MissingNode.getInstance();
            try {
                while (true) {
                    last = read(stream).json;
                }
            } catch (EOFException e) {
                closed.join();
            }
            assertThat(last.get("state").asText()).isEqualTo("ENDED");
            assertThat(last.get("frames").asLong()).isEqualTo(1);
        }
    }

    @Test
    void whatHappenedIsFoundByCameraClassAndPlace() throws Exception {
        Instant now = Instant.now();
        page.onZone(Events.crossed("gate", "kerb", "person", 4, now));
        page.onZone(Events.crossed("gate", "door", "car", 5, now));
        page.onZone(Events.crossed("yard", "kerb", "person", 6, now));
        page.onZone(Events.crossed("dock", "kerb", "person", 7, now.minusSeconds(60)));
        assertThat(found("")).extracting(each -> each.get("track").asInt()).containsExactly(6, 5, 4, 7);
        assertThat(found("camera=gate&class=person&zone="))
                .extracting(each -> each.get("what").asText())
                .containsExactly("crossed forward");
        assertThat(found("zone=kerb&most=1"))
                .extracting(each -> each.get("track").asInt())
                .containsExactly(6);
        assertThat(found("zone=nowhere")).isEmpty();
        try (InputStream stream = stream("/live")) {
            JsonNode places = read(stream).json.get("places");
            assertThat(places).hasSize(4);
            assertThat(places.get(0).get("forward").asInt()).isEqualTo(1);
        }
    }

    @Test
    void settingsAreSavedAndWhatIsWrongIsAnswered() throws Exception {
        assertThat(send("PUT", "/settings/back%20yard", "{}").statusCode()).isEqualTo(200);
        assertThat(settings.saved).containsExactly("back yard {}");
        assertThat(send("PUT", "/settings/", "{}").statusCode()).isEqualTo(400);
        assertThat(send("PUT", "/settings/back%20yard", "wrong").body()).isEqualTo("zones[0].points: no\n");
        assertThat(send("DELETE", "/settings/back%20yard", "").statusCode()).isEqualTo(200);
        assertThat(settings.saved).containsExactly("back yard {}", "back yard forgotten");
    }

    @Test
    void aRecordingThatIsNotStoredAnyMoreIsNamed() throws Exception {
        HttpResponse<String> reply = get("/playback?event=yard:1:2");
        assertThat(reply.statusCode()).isEqualTo(404);
        assertThat(reply.body()).isEqualTo("the packets of yard:1:2 are not stored\n");
    }

    @Test
    void aPageFromElsewhereGetsNothing() throws Exception {
        try (Socket socket = new Socket("127.0.0.1", page.address().getPort())) {
            OutputStream out = socket.getOutputStream();
            out.write("GET /facts.json HTTP/1.0\r\nHost: evil.example\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            String reply = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(reply).startsWith("HTTP/1.1 403").doesNotContain("broker");
        }
        HttpRequest foreign = HttpRequest.newBuilder(at("/settings/yard"))
                .header("Origin", "http://evil.example")
                .method("PUT", HttpRequest.BodyPublishers.ofString("{}"))
                .build();
        assertThat(client.send(foreign, HttpResponse.BodyHandlers.ofString()).statusCode())
                .isEqualTo(403);
        assertThat(settings.saved).isEmpty();
    }

    @Test
    void aLinkOfAnotherPageLeadsToThePageAndToNothingElse() throws Exception {
        assertThat(followed("/", "document")).isEqualTo(200);
        assertThat(followed("/", "iframe")).isEqualTo(403);
        assertThat(followed("/facts.json", "document")).isEqualTo(403);
    }

    private int followed(String path, String into) throws Exception {
        HttpRequest link = HttpRequest.newBuilder(at(path))
                .header("Sec-Fetch-Site", "same-site")
                .header("Sec-Fetch-Mode", "navigate")
                .header("Sec-Fetch-Dest", into)
                .build();
        return client.send(link, HttpResponse.BodyHandlers.ofString()).statusCode();
    }

    private List<JsonNode> found(String query) throws Exception {
        List<JsonNode> found = new ArrayList<>();
        JSON.readTree(get("/search?" + query).body()).forEach(found::add);
        return found;
    }

    private InputStream stream(String path) throws Exception {
        return client.send(HttpRequest.newBuilder(at(path)).build(), HttpResponse.BodyHandlers.ofInputStream())
                .body();
    }

    private static Received read(InputStream stream) throws IOException {
        DataInputStream in = new DataInputStream(stream);
        char kind = (char) in.readByte();
        int json = in.readInt();
        int rest = in.readInt();
        byte[] text = in.readNBytes(json);
        return new Received(kind, JSON.readTree(text), in.readNBytes(rest));
    }

    private URI at(String path) {
        return URI.create(page.address().toString().replaceFirst("/$", "") + path);
    }

    private HttpResponse<String> get(String path) throws Exception {
        return client.send(HttpRequest.newBuilder(at(path)).build(), HttpResponse.BodyHandlers.ofString());
    }

    private HttpResponse<String> send(String method, String path, String body) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(at(path))
                .method(method, HttpRequest.BodyPublishers.ofString(body))
                .build();
        return client.send(request, HttpResponse.BodyHandlers.ofString());
    }

    /** Feeds until it is closed. */
    private static final class Fed implements AutoCloseable {
        private final AtomicBoolean over = new AtomicBoolean();
        private final Thread thread;

        Fed(List<FakeFeed> feeds) {
            thread = new Thread(() -> {
                while (!over.get()) {
                    feeds.forEach(FakeFeed::next);
                }
            });
            thread.start();
        }

        @Override
        public void close() {
            over.set(true);
            try {
                thread.join();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
