package io.lynceus.processor.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import io.lynceus.processor.config.HttpAddress;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URL;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class ViewersTest {
    private static final int MOST = 2;

    private final Viewers viewers = new Viewers(MOST, Duration.ofMillis(50));

    @Test
    void whoReadsNothingMakesPlaceForWhoDoes() throws Exception {
        try (OperatorServer server = OperatorServer.open(new HttpAddress("127.0.0.1", 0));
                Socket one = new Socket();
                Socket two = new Socket()) {
            server.add("/endless", this::endless, new Guard());
            for (Socket silent : new Socket[] {one, two}) {
                silent.setReceiveBufferSize(1024);
                silent.connect(new InetSocketAddress(
                        InetAddress.getByName("127.0.0.1"), server.address().getPort()));
                silent.getOutputStream()
                        .write(("GET /endless HTTP/1.1\r\nHost: "
                                        + server.address().getAuthority() + "\r\n\r\n")
                                .getBytes(StandardCharsets.US_ASCII));
            }
            await().until(() -> viewers.count() == MOST);
            await().until(() -> status(server) == 200);
        }
    }

    @Test
    void whoWaitsForWhatIsStillBeingMadeKeepsThePlaceHoweverLongThatTakes() throws Exception {
        Viewers impatient = new Viewers(1, Duration.ZERO);
        CountDownLatch waits = new CountDownLatch(1);
        CountDownLatch made = new CountDownLatch(1);
        try (OperatorServer server = OperatorServer.open(new HttpAddress("127.0.0.1", 0))) {
            HttpHandler maker = exchange -> impatient.admit(exchange, visit -> {
                visit.waits();
                waits.countDown();
                made.await();
                visit.took();
                Reply.text(exchange, 200, "made");
            });
            server.add("/made", maker, new Guard());
            HttpClient client = HttpClient.newHttpClient();
            HttpRequest request =
                    HttpRequest.newBuilder(server.address().resolve("/made")).build();
            CompletableFuture<HttpResponse<String>> first =
                    client.sendAsync(request, HttpResponse.BodyHandlers.ofString());
            waits.await();
            assertThat(client.send(request, HttpResponse.BodyHandlers.ofString())
                            .statusCode())
                    .isEqualTo(503);
            made.countDown();
            assertThat(first.get().statusCode()).isEqualTo(200);
        }
    }

    private void endless(HttpExchange exchange) throws IOException {
        byte[] some = new byte[1 << 16];
        viewers.admit(exchange, visit -> {
            exchange.sendResponseHeaders(200, 0);
            while (!Thread.currentThread().isInterrupted()) {
                exchange.getResponseBody().write(some);
                visit.took();
            }
        });
    }

    private static int status(OperatorServer server) throws IOException {
        HttpURLConnection connection = (HttpURLConnection) new URL(server.address() + "/endless").openConnection();
        int status = connection.getResponseCode();
        if (status == 200) {
            try (InputStream in = connection.getInputStream()) {
                assertThat(in.readNBytes(1000)).hasSize(1000);
            }
        }
        connection.disconnect();
        return status;
    }
}
