package io.lynceus.processor.ops;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.lynceus.processor.config.HttpAddress;
import io.lynceus.processor.web.OperatorServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class MetersTest {
    @Test
    void metricsAreReadAsTextAndAsOpenMetrics() throws Exception {
        try (Meters meters = Meters.open(null, "process");
                OperatorServer server = OperatorServer.open(HttpAddress.parse("0"))) {
            meters.add(server);
            HttpResponse<String> text = get(server, "*/*");
            assertThat(text.headers().firstValue("Content-Type")).hasValue("text/plain; version=0.0.4; charset=utf-8");
            assertThat(text.body())
                    .containsPattern("(?m)^lynceus_memory_resident_bytes \\d")
                    .contains("jvm_memory_used_bytes");
            HttpResponse<String> open = get(server, "application/openmetrics-text;version=1.0.0,text/plain;q=0.5");
            assertThat(open.headers().firstValue("Content-Type").orElseThrow())
                    .startsWith("application/openmetrics-text; version=1.0.0");
            assertThat(open.body()).endsWith("# EOF\n");
        }
    }

    @Test
    void aCollectorGetsTheSameMetricsAtTheLatestWhenTheVerbEnds() throws Exception {
        CompletableFuture<String> got = new CompletableFuture<>();
        HttpServer collector = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        collector.createContext("/v1/metrics", exchange -> {
            got.complete(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.ISO_8859_1));
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        collector.start();
        try {
            Meters.open("http://127.0.0.1:" + collector.getAddress().getPort() + "/v1/metrics", "process")
                    .close();
            assertThat(got.get(5, TimeUnit.MINUTES)).contains("lynceus.memory.resident", "lynceus-process");
        } finally {
            collector.stop(0);
        }
    }

    private static HttpResponse<String> get(OperatorServer server, String accept) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(server.address().resolve("/metrics"))
                .header("Accept", accept)
                .build();
        return HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
    }
}
