package io.lynceus.processor.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.lynceus.processor.capture.Camera;
import io.lynceus.processor.capture.CameraRules;
import io.lynceus.processor.capture.Cameras;
import io.lynceus.processor.capture.CaptureOptions;
import io.lynceus.processor.capture.PacketSink;
import io.lynceus.processor.capture.Reach;
import io.lynceus.processor.capture.StatusSink;
import io.lynceus.processor.config.CameraConfig;
import io.lynceus.processor.config.HttpAddress;
import io.lynceus.schemas.avro.EncodedPacket;
import io.lynceus.vision.RunError;
import io.lynceus.vision.UserError;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CameraControlTest {
    private static final CameraRules ANY = new CameraRules(List.of(), Reach.ANYWHERE);

    @TempDir
    private Path folder;

    private final HttpClient client = HttpClient.newHttpClient();
    private final Cameras cameras =
            new Cameras(CaptureOptions.DEFAULT.insisting(), new Nowhere(), StatusSink.NONE, Clock.systemUTC());
    private final OperatorServer server = OperatorServer.open(HttpAddress.parse("0"));

    private static final class Nowhere implements PacketSink {
        @Override
        public void send(EncodedPacket packet) {}

        @Override
        public void flush() {}
    }

    @BeforeEach
    void open() {
        CameraControl.add(server, cameras, ANY);
    }

    @AfterEach
    void close() {
        server.close();
        cameras.close();
    }

    @Test
    void aClientThatIsSlowHoldsUpNobodyElse() throws Exception {
        try (Socket slow = new Socket("127.0.0.1", server.address().getPort())) {
            slow.getOutputStream()
                    .write("PUT /cameras/gate HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 100\r\n\r\n{"
                            .getBytes(StandardCharsets.US_ASCII));
            slow.getOutputStream().flush();
            // More than once: the server may come to the slow one only after the first.
            for (int i = 0; i < 20; i++) {
                assertThat(send("GET", "", "").statusCode()).isEqualTo(200);
            }
        }
    }

    @Test
    void camerasArePutShownAndDeleted() throws Exception {
        HttpResponse<String> put =
                send("PUT", "/gate", "{\"url\": \"rtsp://admin:secret@127.0.0.1:1/a\", \"transport\": \"udp\"}");
        assertThat(put.statusCode()).isEqualTo(201);
        JsonNode gate = new ObjectMapper().readTree(put.body());
        assertThat(gate.get("name").asText()).isEqualTo("gate");
        assertThat(gate.get("url").asText()).isEqualTo("rtsp://***@127.0.0.1:1/a");
        assertThat(gate.get("transport").asText()).isEqualTo("udp");
        assertThat(gate.get("stall").asDouble()).isEqualTo(10);
        assertThat(gate.has("status")).isTrue();
        assertThat(cameras.states())
                .extracting(state -> state.camera().source())
                .containsExactly("rtsp://admin:secret@127.0.0.1:1/a");

        assertThat(send("PUT", "/gate", "{\"url\": \"rtsp://127.0.0.1:1/b\"}").statusCode())
                .isEqualTo(200);
        assertThat(send("GET", "", null).body()).startsWith("[{\"name\":\"gate\",\"url\":\"rtsp://127.0.0.1:1/b\"");
        assertThat(send("GET", "/gate", null).statusCode()).isEqualTo(200);
        assertThat(send("DELETE", "/gate", null).statusCode()).isEqualTo(204);
        assertThat(send("DELETE", "/gate", null).statusCode()).isEqualTo(404);
        assertThat(send("GET", "/gate", null).statusCode()).isEqualTo(404);
        assertThat(send("GET", "", null).body()).isEqualTo("[]");
    }

    @Test
    void whatIsWrongIsOneLineAndChangesNothing() throws Exception {
        cameras.begin(List.of(new Camera("gate", "rtsp://127.0.0.1:1/a")));
        assertWrong("/gate", "{\"ulr\": \"rtsp://127.0.0.1:1/b\"}", "unknown key 'ulr'");
        assertWrong("/gate", "{}", "url: is missing");
        assertWrong(
                "/gate",
                "{\"url\": \"a\", \"stall\": \"rtsp://u:secret@h/\"}",
                "stall: 'rtsp://***@h/' is not a number");
        assertWrong("/gate", "{\"url\": ", "request:1: not JSON");
        assertWrong("/gate", "hello", "request:1: not JSON");
        assertWrong("/gate", "\"hello\"", "is not a map of keys");
        assertWrong(
                "/gate", "{\"url\": \"rtsp://h/\", \"url\": \"rtsp://u:secret@h/\"}", "the key 'url' is there twice");
        assertWrong("/a%20b", "{\"url\": \"rtsp://127.0.0.1:1/b\"}", "name: 'a b'");
        assertThat(send("PUT", "/gate", " ".repeat(70_000)).statusCode()).isEqualTo(413);
        assertThat(send("DELETE", "", null).statusCode()).isEqualTo(405);
        assertThat(send("POST", "/gate", "{}").statusCode()).isEqualTo(405);
        assertThat(cameras.states())
                .extracting(state -> state.camera().source())
                .containsExactly("rtsp://127.0.0.1:1/a");
    }

    @Test
    void userAndPasswordAreKeysOfTheirOwn() throws Exception {
        String body = "{\"url\": \"rtsp://127.0.0.1:1/b\", \"user\": \"admin\", \"password\": \"s/c#r?t@: %\"}";
        HttpResponse<String> put = send("PUT", "/gate", body);
        assertThat(put.statusCode()).as(put.body()).isEqualTo(201);
        assertThat(put.body()).contains("rtsp://***@127.0.0.1:1/b").doesNotContain("s/c", "admin");
        assertThat(cameras.states())
                .extracting(state -> state.camera().source())
                .containsExactly("rtsp://admin:s%2Fc%23r%3Ft%40%3A%20%25@127.0.0.1:1/b");
        assertWrong(
                "/gate", "{\"url\": \"rtsp://h/\", \"passwordFile\": \"/etc/passwd\"}", "unknown key 'passwordFile'");
    }

    @Test
    void onlyUrlsOfCamerasAreTakenAndNothingIsSaidOfFiles() throws Exception {
        Path there = Files.writeString(folder.resolve("there.mp4"), "x");
        for (String url : List.of(
                "/etc/passwd",
                there.toString(),
                folder.resolve("none.mp4").toString(),
                "file:///etc/passwd",
                "file:/etc/passwd",
                "concat:/etc/passwd|/etc/passwd",
                "subfile,,start,0,end,0,,:/etc/passwd",
                "pipe://0",
                "unix:///run/a.sock",
                "udp://127.0.0.1:5000",
                "tcp://127.0.0.1:22",
                "gopher://127.0.0.1/",
                "rtmp://127.0.0.1/a")) {
            HttpResponse<String> reply =
                    send("PUT", "/gate", new ObjectMapper().writeValueAsString(Map.of("url", url)));
            assertThat(reply.statusCode()).as(url).isEqualTo(400);
            assertThat(reply.body()).isEqualTo("url: only rtsp, rtsps, http, https and srt may be named here\n");
        }
        assertThat(cameras.states()).isEmpty();
    }

    @Test
    void filesAreTakenUnderStatedFoldersOnly() throws Exception {
        Path ours = Files.createDirectory(folder.resolve("ours"));
        Path clip = Files.writeString(ours.resolve("clip.mp4"), "x");
        Path other = Files.writeString(folder.resolve("other.mp4"), "x");
        Files.createSymbolicLink(ours.resolve("link.mp4"), other);
        CameraRules rules = new CameraRules(List.of(ours), Reach.ANYWHERE);
        assertThat(rules.camera(new CameraConfig("a", clip.toString())).source())
                .isEqualTo(clip.toString());
        for (Path wrong :
                List.of(other, ours.resolve("link.mp4"), ours.resolve("../other.mp4"), ours.resolve("none.mp4"))) {
            assertThatThrownBy(() -> rules.camera(new CameraConfig("a", wrong.toString())))
                    .isInstanceOf(UserError.class)
                    .hasMessageEndingWith("and files under " + ours);
        }
    }

    @Test
    void hostsThatAreNotPublicAreRefusedWhereThatIsAskedFor() {
        CameraRules rules = new CameraRules(List.of(), Reach.PUBLIC);
        for (String host : List.of(
                "127.0.0.1",
                "127.1",
                "localhost",
                "10.0.0.7",
                "192.168.1.2",
                "172.16.0.1",
                "169.254.169.254",
                "100.64.0.1",
                "0.0.0.0",
                "224.0.0.1",
                "[::1]",
                "[fe80::1]",
                "[fd00::1]",
                "[::ffff:10.0.0.7]",
                "2130706433")) {
            assertThatThrownBy(() -> rules.camera(new CameraConfig("a", "http://" + host + ":80/a")))
                    .as(host)
                    .isInstanceOf(UserError.class)
                    .hasMessageContaining("only hosts with a public address");
        }
        assertThat(rules.camera(new CameraConfig("a", "rtsp://93.184.216.34/a")).name())
                .isEqualTo("a");
    }

    @Test
    void aCameraIsSentAsJson() throws Exception {
        for (String type : List.of("text/plain", "application/x-www-form-urlencoded", "")) {
            HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(server.address() + "/cameras/gate"))
                    .PUT(BodyPublishers.ofString("{\"url\": \"rtsp://127.0.0.1:1/b\"}"));
            if (!type.isEmpty()) {
                request.header("Content-Type", type);
            }
            assertThat(client.send(request.build(), HttpResponse.BodyHandlers.ofString())
                            .statusCode())
                    .as(type)
                    .isEqualTo(415);
        }
        assertThat(cameras.states()).isEmpty();
    }

    @Test
    void aPageFromElsewhereMayNotAsk() throws IOException {
        String own = "http://127.0.0.1:" + server.address().getPort();
        assertThat(asked("Origin: https://evil.example")).startsWith("HTTP/1.1 403");
        assertThat(asked("Origin: null")).startsWith("HTTP/1.1 403");
        assertThat(asked("Origin: http://127.0.0.1:1")).startsWith("HTTP/1.1 403");
        assertThat(asked("Sec-Fetch-Site: cross-site")).startsWith("HTTP/1.1 403");
        assertThat(asked("Origin: " + own)).startsWith("HTTP/1.1 200");
    }

    private String asked(String header) throws IOException {
        URI address = server.address();
        try (Socket socket = new Socket(address.getHost(), address.getPort())) {
            socket.getOutputStream()
                    .write(("GET /cameras HTTP/1.1\r\nHost: 127.0.0.1:" + address.getPort() + "\r\n" + header
                                    + "\r\nConnection: close\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Test
    void aPageFromElsewhereThatNamesItselfAsThisMachineIsNotLetIn() throws IOException {
        URI address = server.address();
        try (Socket socket = new Socket(address.getHost(), address.getPort())) {
            socket.getOutputStream()
                    .write("DELETE /cameras/gate HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n"
                            .getBytes(StandardCharsets.US_ASCII));
            assertThat(new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                    .startsWith("HTTP/1.1 403");
        }
    }

    @Test
    void aTakenPortSaysSo() {
        assertThatThrownBy(() -> OperatorServer.open(
                        new HttpAddress("127.0.0.1", server.address().getPort())))
                .isInstanceOf(RunError.class)
                .hasMessageContaining(
                        "--http cannot use port " + server.address().getPort());
    }

    private void assertWrong(String path, String body, String words) throws Exception {
        HttpResponse<String> reply = send("PUT", path, body);
        assertThat(reply.statusCode()).as(reply.body()).isEqualTo(400);
        assertThat(reply.body()).contains(words).doesNotContain("secret").hasLineCount(1);
    }

    private HttpResponse<String> send(String method, String path, @Nullable String body) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create(server.address() + "/cameras" + path))
                .header("Content-Type", "application/json; charset=utf-8")
                .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
                .build();
        return client.send(request, HttpResponse.BodyHandlers.ofString());
    }
}
