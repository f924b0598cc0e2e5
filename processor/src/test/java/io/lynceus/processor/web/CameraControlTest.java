package io.lynceus.processor.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.lynceus.processor.capture.Camera;
import io.lynceus.processor.capture.Cameras;
import io.lynceus.processor.capture.CaptureOptions;
import io.lynceus.processor.capture.PacketSink;
import io.lynceus.processor.capture.StatusSink;
import io.lynceus.schemas.avro.EncodedPacket;
import io.lynceus.vision.RunError;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class CameraControlTest {
    private final HttpClient client = HttpClient.newHttpClient();
    private final Cameras cameras =
            new Cameras(CaptureOptions.DEFAULT.insisting(), new Nowhere(), StatusSink.NONE, Clock.systemUTC());
    private final CameraControl control = CameraControl.open(cameras, 0);

    private static final class Nowhere implements PacketSink {
        @Override
        public void send(EncodedPacket packet) {}

        @Override
        public void flush() {}
    }

    @AfterEach
    void close() {
        control.close();
        cameras.close();
    }

    @Test
    void aClientThatIsSlowHoldsUpNobodyElse() throws Exception {
        try (Socket slow = new Socket("127.0.0.1", control.address().getPort())) {
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
        assertWrong("/gate", "{\"url\": \"a\", \"stall\": \"rtsp://u:secret@h/\"}", "stall");
        assertWrong("/gate", "{\"url\": ", "not YAML");
        assertWrong("/a%20b", "{\"url\": \"a\"}", "name: 'a b'");
        assertThat(send("PUT", "/gate", " ".repeat(70_000)).statusCode()).isEqualTo(413);
        assertThat(send("DELETE", "", null).statusCode()).isEqualTo(405);
        assertThat(send("POST", "/gate", "{}").statusCode()).isEqualTo(405);
        assertThat(cameras.states())
                .extracting(state -> state.camera().source())
                .containsExactly("rtsp://127.0.0.1:1/a");
    }

    @Test
    void aPageFromElsewhereThatNamesItselfAsThisMachineIsNotLetIn() throws IOException {
        URI address = control.address();
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
        assertThatThrownBy(() -> CameraControl.open(cameras, control.address().getPort()))
                .isInstanceOf(RunError.class)
                .hasMessageContaining(
                        "--http cannot use port " + control.address().getPort());
    }

    private void assertWrong(String path, String body, String words) throws Exception {
        HttpResponse<String> reply = send("PUT", path, body);
        assertThat(reply.statusCode()).as(reply.body()).isEqualTo(400);
        assertThat(reply.body()).contains(words).doesNotContain("secret").hasLineCount(1);
    }

    private HttpResponse<String> send(String method, String path, @Nullable String body) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create(control.address() + path))
                .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
                .build();
        return client.send(request, HttpResponse.BodyHandlers.ofString());
    }
}
