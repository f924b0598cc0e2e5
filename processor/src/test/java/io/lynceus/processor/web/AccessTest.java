package io.lynceus.processor.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.lynceus.processor.config.HttpAddress;
import java.net.CookieManager;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Who sees a page that has a token. */
class AccessTest {
    private static final String TOKEN = "a-token_0123456789";

    private final HttpClient client = HttpClient.newHttpClient();
    private final OperatorServer server = OperatorServer.open(new HttpAddress("127.0.0.1", 0));
    private final LivePage page =
            new LivePage(server, FakeFeed.facts(List.of()), PageSettings.NONE, FakeFeed.NO_PLAYBACK, TOKEN);

    @AfterEach
    void close() {
        page.close();
        server.close();
    }

    @Test
    void withoutTheTokenThereIsNothing() throws Exception {
        for (String path : List.of("/", "/facts.json", "/live", "/settings", "/?token=a-token_0123456788")) {
            assertThat(reply(path, null, null).statusCode()).as(path).isEqualTo(401);
        }
        assertThat(reply("/", "Authorization", "Bearer wrong").statusCode()).isEqualTo(401);
        assertThat(reply("/", "Cookie", "lynceus-" + server.address().getPort() + "=")
                        .statusCode())
                .isEqualTo(401);
    }

    @Test
    void theAddressWithTheTokenGivesACookieAndGoesOnWithoutIt() throws Exception {
        HttpResponse<String> first = reply("/?token=" + TOKEN, null, null);
        assertThat(first.statusCode()).isEqualTo(303);
        assertThat(first.headers().firstValue("Location")).contains("/");
        String cookie = first.headers().firstValue("Set-Cookie").orElseThrow();
        assertThat(cookie).contains("HttpOnly").contains("SameSite=Strict");
        HttpResponse<String> second = reply("/facts.json", "Cookie", "other=1; " + cookie.replaceFirst(";.*", ""));
        assertThat(second.statusCode()).isEqualTo(200);
    }

    @Test
    void aProgramSendsItAsABearer() throws Exception {
        assertThat(reply("/facts.json", "Authorization", "Bearer " + TOKEN).statusCode())
                .isEqualTo(200);
    }

    @Test
    void theWayToTheInstanceThatHasACameraIsForWhoMaySeeThePage() throws Exception {
        page.know((camera, partition) ->
                camera.equals("dock") ? "process-2:8080" : server.address().getAuthority());
        String dock = "/elsewhere?camera=dock";
        assertThat(reply(dock, null, null).statusCode()).isEqualTo(401);
        HttpResponse<String> there = reply(dock, "Authorization", "Bearer " + TOKEN);
        assertThat(there.statusCode()).isEqualTo(303);
        assertThat(there.headers().firstValue("Location")).contains("http://process-2:8080/");
        assertThat(there.body()).doesNotContain(TOKEN);
        assertThat(reply("/elsewhere?camera=gate", "Authorization", "Bearer " + TOKEN)
                        .statusCode())
                .isEqualTo(404);
    }

    /** A browser keeps a host's cookies for all of its ports. */
    @Test
    void twoPagesOnOneHostDoNotLogEachOtherOut() throws Exception {
        HttpClient browser =
                HttpClient.newBuilder().cookieHandler(new CookieManager()).build();
        OperatorServer otherServer = OperatorServer.open(new HttpAddress("127.0.0.1", 0));
        LivePage other = new LivePage(
                otherServer, FakeFeed.facts(List.of()), PageSettings.NONE, FakeFeed.NO_PLAYBACK, "another-token");
        try {
            URI there = URI.create(other.address().toString().replaceFirst("/$", ""));
            assertThat(status(browser, at("/?token=" + TOKEN))).isEqualTo(303);
            assertThat(status(browser, URI.create(there + "/?token=another-token")))
                    .isEqualTo(303);
            assertThat(status(browser, at("/facts.json"))).isEqualTo(200);
            assertThat(status(browser, URI.create(there + "/facts.json"))).isEqualTo(200);
        } finally {
            other.close();
            otherServer.close();
        }
    }

    private static int status(HttpClient browser, URI address) throws Exception {
        return browser.send(HttpRequest.newBuilder(address).build(), HttpResponse.BodyHandlers.discarding())
                .statusCode();
    }

    @Test
    void aPageFromElsewhereGetsNothingWithTheCookieEither() throws Exception {
        HttpRequest request = HttpRequest.newBuilder(at("/settings/yard"))
                .header("Cookie", "lynceus-" + server.address().getPort() + "=" + TOKEN)
                .header("Origin", "https://evil.example")
                .method("PUT", HttpRequest.BodyPublishers.ofString("{}"))
                .build();
        assertThat(client.send(request, HttpResponse.BodyHandlers.ofString()).statusCode())
                .isEqualTo(403);
    }

    private HttpResponse<String> reply(String path, @Nullable String header, @Nullable String value) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(at(path));
        if (header != null) {
            request.header(header, value);
        }
        return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    private URI at(String path) {
        return URI.create(page.address().toString().replaceFirst("/$", "") + path);
    }
}
