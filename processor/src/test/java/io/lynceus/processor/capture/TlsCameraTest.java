package io.lynceus.processor.capture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import io.lynceus.processor.broker.Certificate;
import io.lynceus.processor.decode.TestClips;
import io.lynceus.vision.RunError;
import io.lynceus.vision.UserError;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Clock;
import java.time.Duration;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Cameras behind HTTPS, whose server's certificate no authority of Java's vouches for. */
class TlsCameraTest {
    @TempDir
    static Path folder;

    private static Certificate right;
    private static Certificate others;
    private static HttpsServer server;
    private static HttpsServer pretender;

    @BeforeAll
    static void start() throws Exception {
        byte[] clip = Files.readAllBytes(TestClips.write(folder.resolve("clip.mp4"), 64, 48, 10));
        right = new Certificate(Files.createDirectory(folder.resolve("right")));
        others = new Certificate(Files.createDirectory(folder.resolve("others")), "dns:elsewhere.example");
        server = serve(right, clip);
        pretender = serve(others, clip);
        serve(pretender, "/clip.ts", Files.readAllBytes(TestClips.write(folder.resolve("clip.ts"), 64, 48, 10)));
        String part = "https://localhost:" + pretender.getAddress().getPort() + "/clip.ts";
        serve(
                server,
                "/live.m3u8",
                ("#EXTM3U\n#EXT-X-TARGETDURATION:2\n#EXTINF:1.0,\n" + part + "\n#EXT-X-ENDLIST\n")
                        .getBytes(StandardCharsets.UTF_8));
    }

    @AfterAll
    static void stop() {
        server.stop(0);
        pretender.stop(0);
    }

    @Test
    void aCameraThatItsAuthorityVouchesForIsRead() throws InterruptedException {
        assertThat(firstOf(server, "localhost", new Trust(true, right.pem()))).isZero();
        assertThat(firstOf(server, "127.0.0.1", new Trust(true, right.pem()))).isZero();
    }

    @Test
    void aCameraThatNobodyVouchesForIsNotRead() {
        assertThatThrownBy(() -> firstOf(server, "localhost", Trust.USUAL))
                .isInstanceOf(RunError.class)
                .hasMessageContaining("a certificate that nobody vouches for")
                .hasMessageContaining("verify: false")
                .hasMessageNotContainingAny("secret");
        assertThatThrownBy(() -> firstOf(server, "localhost", new Trust(true, others.pem())))
                .hasMessageContaining("a certificate that nobody vouches for");
    }

    @Test
    void aCameraWithTheCertificateOfAnotherHostIsNotRead() {
        assertThatThrownBy(() -> firstOf(pretender, "localhost", new Trust(true, others.pem())))
                .isInstanceOf(RunError.class)
                .hasMessageContaining("a certificate that nobody vouches for");
    }

    @Test
    void anAddressIsNotVouchedForByAllThatJavaTrusts() {
        assertThatThrownBy(() -> camera(server, "127.0.0.1", Trust.USUAL))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("camera gate: https://***@127.0.0.1")
                .hasMessageContaining("nobody can vouch for an address")
                .hasMessageNotContainingAny("secret");
        assertThatThrownBy(() -> PacketReader.open("https://[::1]/clip.mp4", Duration.ofSeconds(1)))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("nobody can vouch for an address");
    }

    @Test
    void aCameraThatNeedNotBeVerifiedIsRead() throws InterruptedException {
        assertThat(firstOf(pretender, "127.0.0.1", new Trust(false, null))).isZero();
    }

    /** FFmpeg would take the parts from a server with anybody's certificate. */
    @Test
    void aPlaylistIsNotReadUnlessItNeedNotBeVerified() throws InterruptedException {
        assertThatThrownBy(() -> first(camera(server, "localhost", "/live.m3u8", new Trust(true, right.pem()))))
                .isInstanceOf(RunError.class)
                .hasMessageContaining("is a playlist (hls)")
                .hasMessageContaining("verify: false");
        assertThat(first(camera(server, "localhost", "/live.m3u8", new Trust(false, null))))
                .isZero();
    }

    @Test
    void anAuthorityFileThatIsNotThereIsSaidWithTheCamera() {
        Path nowhere = folder.resolve("nowhere.pem");
        assertThatThrownBy(() -> camera(server, "localhost", new Trust(true, nowhere)))
                .isInstanceOf(UserError.class)
                .hasMessage("camera gate: ca: " + nowhere + " cannot be read");
    }

    private static long firstOf(HttpsServer from, String host, Trust trust) throws InterruptedException {
        return first(camera(from, host, trust));
    }

    /** The sequence of the first packet. */
    private static long first(Camera camera) throws InterruptedException {
        Sent sent = new Sent();
        try (Capture capture =
                Capture.start(camera, new CaptureOptions(false, 1), sent, StatusSink.NONE, Clock.systemUTC())) {
            while (sent.all().isEmpty()) {
                capture.await(Duration.ofMillis(10));
            }
            return sent.await(packet -> true).getSequence();
        }
    }

    private static Camera camera(HttpsServer from, String host, Trust trust) {
        return camera(from, host, "/clip.mp4", trust);
    }

    private static Camera camera(HttpsServer from, String host, String path, Trust trust) {
        return new Camera(
                "gate",
                "https://user:secret@" + host + ":" + from.getAddress().getPort() + path,
                Transport.TCP,
                Camera.USUAL_STALL,
                trust);
    }

    private static HttpsServer serve(Certificate certificate, byte[] clip) throws Exception {
        KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        char[] password = Certificate.PASSWORD.toCharArray();
        keys.init(KeyStore.getInstance(certificate.keys().toFile(), password), password);
        SSLContext tls = SSLContext.getInstance("TLS");
        tls.init(keys.getKeyManagers(), null, null);
        HttpsServer made = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        made.setHttpsConfigurator(new HttpsConfigurator(tls));
        serve(made, "/clip.mp4", clip);
        made.start();
        return made;
    }

    private static void serve(HttpsServer on, String path, byte[] content) {
        on.createContext(path, exchange -> {
            exchange.sendResponseHeaders(200, content.length);
            exchange.getResponseBody().write(content);
            exchange.close();
        });
    }
}
