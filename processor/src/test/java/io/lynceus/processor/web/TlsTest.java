package io.lynceus.processor.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lynceus.processor.config.HttpAddress;
import io.lynceus.vision.UserError;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The page over TLS, with a client that verifies its certificate. */
class TlsTest {
    private static final String TOKEN = "a-token_0123456789";
    private static final String PASSWORD = "of the keystore";

    @TempDir
    static Path folder;

    private static Path file;

    @BeforeAll
    static void makeKeystore() throws Exception {
        file = folder.resolve("page.p12");
        Process keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-keyalg",
                        "EC",
                        "-alias",
                        "page",
                        "-dname",
                        "CN=localhost",
                        "-ext",
                        "san=dns:localhost,ip:127.0.0.1",
                        "-storetype",
                        "PKCS12",
                        "-keystore",
                        file.toString(),
                        "-storepass",
                        PASSWORD)
                .inheritIO()
                .start();
        assertThat(keytool.waitFor()).isZero();
    }

    @Test
    void whoVerifiesTheCertificateSeesThePageAndItsCookieIsForTlsAlone() throws Exception {
        try (OperatorServer server = OperatorServer.open(new HttpAddress("127.0.0.1", 0), Tls.of(file, PASSWORD));
                LivePage page = new LivePage(
                        server, FakeFeed.facts(List.of()), PageSettings.NONE, FakeFeed.NO_PLAYBACK, TOKEN)) {
            assertThat(page.address()).hasScheme("https");
            HttpClient client = HttpClient.newBuilder().sslContext(trusting()).build();
            assertThat(get(client, page.address()).statusCode()).isEqualTo(401);
            HttpResponse<String> first = get(client, page.address().resolve("/?token=" + TOKEN));
            assertThat(first.headers().firstValue("Set-Cookie").orElseThrow()).contains("; Secure");
            HttpResponse<String> seen = client.send(
                    HttpRequest.newBuilder(page.address())
                            .header("Cookie", "lynceus-" + server.address().getPort() + "=" + TOKEN)
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
            assertThat(seen.statusCode()).isEqualTo(200);
            assertThat(seen.body()).contains("Lynceus");
            assertThat(seen.sslSession()).isPresent();
            HttpClient stranger = HttpClient.newHttpClient();
            assertThatThrownBy(() -> get(stranger, page.address())).isInstanceOf(SSLHandshakeException.class);
        }
    }

    @Test
    void aFileThatIsNoKeystoreOrHasAnotherPasswordIsSaidInALine() throws IOException {
        assertThatThrownBy(() -> Tls.of(file, "another"))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("page.p12")
                .hasMessageContaining("another password")
                .hasMessageNotContaining(PASSWORD);
        assertThatThrownBy(() -> Tls.of(folder.resolve("none.p12"), PASSWORD))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("there is no file");
        Path text = Files.writeString(folder.resolve("text.p12"), "-----BEGIN CERTIFICATE-----");
        assertThatThrownBy(() -> Tls.of(text, PASSWORD)).isInstanceOf(UserError.class);
    }

    private static HttpResponse<String> get(HttpClient client, URI where) throws IOException, InterruptedException {
        return client.send(HttpRequest.newBuilder(where).build(), HttpResponse.BodyHandlers.ofString());
    }

    private static SSLContext trusting() throws Exception {
        KeyStore made = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(file)) {
            made.load(in, PASSWORD.toCharArray());
        }
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        trusted.setCertificateEntry("page", made.getCertificate("page"));
        TrustManagerFactory managers = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        managers.init(trusted);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, managers.getTrustManagers(), null);
        return context;
    }
}
