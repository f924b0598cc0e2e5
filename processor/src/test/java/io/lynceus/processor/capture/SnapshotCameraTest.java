package io.lynceus.processor.capture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.lynceus.processor.config.CameraConfig;
import io.lynceus.schemas.avro.CameraChange;
import io.lynceus.schemas.avro.CaptureTimeSource;
import io.lynceus.schemas.avro.EncodedPacket;
import io.lynceus.vision.UserError;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import javax.imageio.ImageIO;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Cameras that give one JPEG for each request. */
class SnapshotCameraTest {
    private static final String PASSWORD = "s/c#r?t@: %";

    private final AtomicInteger requests = new AtomicInteger();
    private final Told told = new Told();
    private final Sent sent = new Sent();
    private volatile boolean down;
    private volatile boolean moody;
    private @Nullable String wantedUser;
    private HttpServer server;

    SnapshotCameraTest() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    }

    @BeforeEach
    void start() {
        server.createContext("/snap.jpg", this::answer);
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void itsPicturesAreOneStreamOfOneConnection() throws InterruptedException {
        try (Capture capture = capture(camera(20, Duration.ofSeconds(10)))) {
            for (int i = 0; i < 6; i++) {
                sent.await(packet -> true);
            }
            capture.close();
        }
        assertThat(told.all()).extracting(status -> status.getStatus()).containsExactly(CameraChange.CONNECTED);
        List<EncodedPacket> packets = sent.all();
        assertThat(packets.stream().map(EncodedPacket::getEpoch).distinct()).hasSize(1);
        assertThat(packets.get(packets.size() - 1).getEndOfStream()).isTrue();
        assertThat(packets.subList(0, 6)).allSatisfy(packet -> {
            assertThat(packet.getCodec()).isEqualTo("mjpeg");
            assertThat(packet.getWidth()).isEqualTo(64);
            assertThat(packet.getKeyframe()).isTrue();
            assertThat(packet.getPts()).isNull();
            assertThat(packet.getCaptureTimeSource()).isEqualTo(CaptureTimeSource.INGEST_TIME);
            assertThat(packet.getCaptureTime()).isEqualTo(packet.getIngestTime());
        });
        assertThat(packets.get(0).getData())
                .as("the pictures differ")
                .isNotEqualTo(packets.get(1).getData());
    }

    @Test
    void aRequestThatFailsIsNoLoss() throws InterruptedException {
        moody = true;
        try (Capture capture = capture(camera(20, Duration.ofSeconds(10)))) {
            for (int i = 0; i < 6; i++) {
                sent.await(packet -> true);
            }
            assertThat(capture.over()).isFalse();
        }
        assertThat(requests.get()).isGreaterThan(8);
        assertThat(told.all()).extracting(status -> status.getStatus()).containsExactly(CameraChange.CONNECTED);
    }

    @Test
    void noPictureForTheStallIsALossAndTheNextAReturn() throws InterruptedException {
        try (Capture capture = capture(camera(20, Duration.ofSeconds(1)))) {
            told.next(CameraChange.CONNECTED);
            down = true;
            assertThat(told.next(CameraChange.LOST).getReason())
                    .contains("127.0.0.1")
                    .contains("5XX");
            down = false;
            told.next(CameraChange.RECONNECTED);
            assertThat(capture.over()).isFalse();
        }
    }

    @Test
    void userAndPasswordAreThoseOfTheirKeys() throws InterruptedException {
        wantedUser = "admin:" + PASSWORD;
        CameraConfig config = new CameraConfig("gate", url(), "admin", PASSWORD, null, null, null, 20.0, null, null);
        try (Capture capture = capture(Camera.of("", config, Reach.ANYWHERE))) {
            told.next(CameraChange.CONNECTED);
            assertThat(capture.state().packets()).isPositive();
        }
    }

    @Test
    void aRateThatIsNoneIsRefused() {
        assertThatThrownBy(() -> camera(0, Duration.ofSeconds(1)))
                .isInstanceOf(UserError.class)
                .hasMessage("rate: 0.0 is not from 0.001 to 50 pictures a second (camera gate)");
    }

    private Capture capture(Camera camera) {
        return Capture.start(camera, CaptureOptions.DEFAULT.insisting(), sent, told, Clock.systemUTC());
    }

    private Camera camera(double rate, Duration stall) {
        return new Camera("gate", url(), Transport.TCP, stall, Trust.USUAL, rate, Reach.ANYWHERE);
    }

    private String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/snap.jpg?channel=1";
    }

    private void answer(HttpExchange exchange) throws IOException {
        int number = requests.incrementAndGet();
        try (exchange) {
            String given = exchange.getRequestHeaders().getFirst("Authorization");
            if (wantedUser != null && !("Basic " + base64(wantedUser)).equals(given)) {
                exchange.getResponseHeaders().set("WWW-Authenticate", "Basic realm=\"camera\"");
                exchange.sendResponseHeaders(401, -1);
            } else if (down || moody && number % 3 == 2) {
                exchange.sendResponseHeaders(503, -1);
            } else {
                byte[] picture = jpeg(number);
                exchange.getResponseHeaders().set("Content-Type", "image/jpeg");
                exchange.sendResponseHeaders(200, picture.length);
                exchange.getResponseBody().write(picture);
            }
        }
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    static byte[] jpeg(int number) throws IOException {
        BufferedImage image = new BufferedImage(64, 48, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = image.createGraphics();
        graphics.setColor(Color.WHITE);
        graphics.fillRect(number % 50, 10, 10, 10);
        graphics.dispose();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        ImageIO.write(image, "jpeg", bytes);
        return bytes.toByteArray();
    }
}
