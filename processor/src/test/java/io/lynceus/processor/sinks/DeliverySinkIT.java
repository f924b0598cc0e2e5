package io.lynceus.processor.sinks;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.lynceus.processor.broker.EmbeddedBroker;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedDeque;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DeliverySinkIT {
    private static final int EVENTS = 20;
    private static final Instant BEGIN = Instant.parse("2027-03-04T05:06:07Z");

    private static EmbeddedBroker broker;

    private final List<String> bodies = Collections.synchronizedList(new ArrayList<>());
    private final List<String> signatures = Collections.synchronizedList(new ArrayList<>());
    /** What the server answers next; 200 when there is nothing. */
    private final Deque<Integer> answers = new ConcurrentLinkedDeque<>();

    private HttpServer server;

    @BeforeAll
    static void start() {
        broker = EmbeddedBroker.start(0);
        SentEvents.topics(broker.connection());
        SentAnalytics.send(broker.connection(), EVENTS, BEGIN);
    }

    @AfterAll
    static void stop() {
        broker.close();
    }

    @BeforeEach
    void serve() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/hook", this::take);
        server.start();
    }

    @AfterEach
    void end() {
        server.stop(0);
    }

    private void take(HttpExchange exchange) throws IOException {
        byte[] body = exchange.getRequestBody().readAllBytes();
        Integer answer = answers.poll();
        if (answer == null || answer == 202) {
            bodies.add(new String(body, StandardCharsets.UTF_8));
            signatures.add(exchange.getRequestHeaders().getFirst("Lynceus-Signature") + " "
                    + Webhook.signature("a secret", 1_800_000_000L, body));
        }
        exchange.sendResponseHeaders(answer == null ? 200 : answer, -1);
        exchange.close();
    }

    @Test
    void eachEventIsDeliveredInOrderAndSigned() {
        answers.addAll(List.of(500, 503, 202, 429, 302));
        deliver("in-order", null, EVENTS);
        assertThat(bodies).hasSize(EVENTS);
        for (int i = 0; i < EVENTS; i++) {
            assertThat(bodies.get(i))
                    .startsWith("{\"eventId\":\"cam-0:7:" + i + "/")
                    .contains("\"kind\":");
        }
        assertThat(signatures).allSatisfy(both -> {
            String[] one = both.split(" ");
            assertThat(one[0]).isEqualTo(one[1]).startsWith("t=1800000000,v1=");
        });
        // The next process of the group goes on where this one ended.
        deliver("in-order", null, 0);
        assertThat(bodies).hasSize(EVENTS);
    }

    @Test
    void whatWasDeliveredBeforeItWasStoppedDoesNotComeAgain() {
        deliver("halfway", null, 5);
        assertThat(bodies).hasSize(5);
        deliver("halfway", null, EVENTS);
        assertThat(bodies).hasSize(EVENTS).doesNotHaveDuplicates();
    }

    @Test
    void anEventThatIsRefusedForGoodDoesNotHoldUpTheOthers() {
        answers.add(422);
        deliver("refused", null, EVENTS - 1);
        assertThat(bodies).hasSize(EVENTS - 1);
    }

    @Test
    void oldEventsAreLeftOutOnRequest() {
        deliver("young", Duration.ofSeconds(90), 2);
        assertThat(bodies).hasSize(2);
    }

    /** A request signed as openssl has it: {@code printf '7.{}' | openssl dgst -sha256 -hmac key}. */
    @Test
    void aSignatureIsThatOfTheTimeAndTheBody() {
        assertThat(Webhook.signature("key", 7, "{}".getBytes(StandardCharsets.UTF_8)))
                .isEqualTo("t=7,v1=77bc83bd1f40422311e47918b203449aecf84b02c1568bb1b570ac2a474cc2d8");
    }

    private void deliver(String group, @Nullable Duration oldest, int events) {
        Clock now = Clock.fixed(Instant.ofEpochSecond(1_800_000_000L), ZoneOffset.UTC);
        Clock last = Clock.fixed(BEGIN.plusSeconds(60L * (EVENTS - 1)), ZoneOffset.UTC);
        String url = "http://127.0.0.1:" + server.getAddress().getPort() + "/hook";
        long end = System.nanoTime() + Duration.ofSeconds(events == 0 ? 5 : 300).toNanos();
        try (Webhook webhook = new Webhook(url, "a secret", now);
                DeliverySink sink = DeliverySink.open(
                        broker.connection(),
                        group,
                        webhook,
                        oldest,
                        last,
                        () -> System.nanoTime() > end || (bodies.size() >= events && events > 0 && answered()))) {
            sink.run(() -> {});
        }
    }

    private boolean answered() {
        return answers.isEmpty();
    }
}
