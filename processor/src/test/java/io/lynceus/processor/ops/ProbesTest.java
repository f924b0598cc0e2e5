package io.lynceus.processor.ops;

import static org.assertj.core.api.Assertions.assertThat;

import io.lynceus.processor.config.HttpAddress;
import io.lynceus.processor.web.OperatorServer;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ProbesTest {
    private final AtomicReference<@Nullable String> broker = new AtomicReference<>();
    private final OperatorServer server = OperatorServer.open(HttpAddress.parse("0"));

    @BeforeEach
    void add() {
        Check threads = new Check("threads", () -> null);
        Probes.add(server, List.of(threads), List.of(threads, new Check("broker", broker::get)));
    }

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void readinessFollowsItsChecksAndLivenessDoesNot() throws Exception {
        assertThat(get("/readyz").statusCode()).isEqualTo(200);
        broker.set("no broker answers");
        HttpResponse<String> ready = get("/readyz");
        assertThat(ready.statusCode()).isEqualTo(503);
        assertThat(ready.body()).isEqualTo("threads: ok\nbroker: no broker answers\n");
        assertThat(get("/livez").statusCode()).isEqualTo(200);
        broker.set(null);
        assertThat(get("/readyz").statusCode()).isEqualTo(200);
    }

    @Test
    void nothingIsWritten() throws Exception {
        HttpRequest post = HttpRequest.newBuilder(server.address().resolve("/livez"))
                .POST(HttpRequest.BodyPublishers.ofString("x"))
                .build();
        assertThat(HttpClient.newHttpClient()
                        .send(post, HttpResponse.BodyHandlers.ofString())
                        .statusCode())
                .isEqualTo(405);
    }

    @Test
    void onAnAddressOfThisMachineAPageFromElsewhereSeesNothing() throws Exception {
        assertThat(statusLine(server.address().getPort(), "evil.example")).startsWith("HTTP/1.1 403");
    }

    @Test
    void onAnOpenAddressAProbeMayCallItByAnyName() throws Exception {
        try (OperatorServer open = OperatorServer.open(HttpAddress.parse("0.0.0.0:0"))) {
            Probes.add(open, List.of(), List.of());
            assertThat(statusLine(open.address().getPort(), "10.1.2.3:8088")).startsWith("HTTP/1.1 200");
        }
    }

    private static String statusLine(int port, String host) throws Exception {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress("127.0.0.1", port));
            String request = "GET /livez HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n";
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private HttpResponse<String> get(String path) throws Exception {
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(server.address().resolve(path)).build(),
                        HttpResponse.BodyHandlers.ofString());
    }
}
