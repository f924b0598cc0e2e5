package io.lynceus.processor.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Connections to the page that somebody opened and does nothing with. */
class CrowdedPageTest {
    private static final int HALF_OPEN = 200;
    private static final int FRAMES = 500;

    private final List<Socket> sockets = new ArrayList<>();

    @AfterEach
    void close() throws IOException {
        for (Socket socket : sockets) {
            socket.close();
        }
    }

    @Test
    void halfARequestAndViewersThatNeverReadHoldUpNobodyElseAndNotTheEnd() throws Exception {
        try (LivePage page = FakeFeed.open(List.of("yard"), 0)) {
            FakeFeed feed = new FakeFeed(page, "yard");
            for (int i = 0; i < HALF_OPEN; i++) {
                say(page, i % 2 == 0 ? "GET /ev" : "POST /events HTTP/1.1\r\nContent-Length: 1000\r\nHost: ");
            }
            for (String stream : List.of("/live", "/live?camera=yard")) {
                say(
                        page,
                        "GET " + stream + " HTTP/1.1\r\nHost: " + page.address().getAuthority() + "\r\n\r\n");
            }
            for (int i = 0; i < FRAMES; i++) {
                feed.next();
            }
            HttpResponse<String> health = HttpClient.newHttpClient()
                    .send(
                            HttpRequest.newBuilder(URI.create(page.address() + "healthz"))
                                    .build(),
                            HttpResponse.BodyHandlers.ofString());
            assertThat(health.body()).contains("\"frames\":" + FRAMES);
        }
    }

    private void say(LivePage page, String words) throws IOException {
        Socket socket = new Socket();
        sockets.add(socket);
        // A small window, so that what is not read soon holds the writer up.
        socket.setReceiveBufferSize(1024);
        socket.connect(new InetSocketAddress(
                InetAddress.getByName("127.0.0.1"), page.address().getPort()));
        socket.getOutputStream().write(words.getBytes(StandardCharsets.US_ASCII));
    }
}
