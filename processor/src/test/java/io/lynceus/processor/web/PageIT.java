package io.lynceus.processor.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.lynceus.processor.config.HttpAddress;
import io.lynceus.processor.decode.TestClips;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The page in a browser. */
class PageIT {
    private static final String HOSTILE = "yard <b>&amp;</b>";

    /** How many pixels of what is drawn upon the first picture have about the colour of the first class's boxes. */
    private static final String GREEN_PIXELS = """
            (() => {
              const canvas = document.querySelector('.picture canvas');
              const data = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height).data;
              let count = 0;
              for (let i = 0; i < data.length; i += 4) {
                const off = Math.abs(data[i] - 0x4a) + Math.abs(data[i + 1] - 0xde) + Math.abs(data[i + 2] - 0x80);
                if (off < 60) count++;
              }
              return count;
            })()
            """;

    private static final String ALL_HAVE_PICTURES =
            "[...document.querySelectorAll('.picture img')].every(i => i.complete && i.naturalWidth === 768)";

    private static @Nullable Chromium started;

    @TempDir
    static Path folder;

    private final SavedSettings settings = new SavedSettings();
    private final OperatorServer server = OperatorServer.open(new HttpAddress("127.0.0.1", 0));
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
    private @Nullable LivePage open;

    @BeforeAll
    static void start() {
        assumeTrue(
                Chromium.isInstalled(),
                "skipped: no Chromium on this machine (Debian's packages chromium and chromium-driver)");
        started = new Chromium(1280, 900);
    }

    @AfterAll
    static void quit() {
        if (started != null) {
            started.close();
        }
    }

    @AfterEach
    void close() {
        clock.shutdownNow();
        if (started != null) {
            started.open(URI.create("about:blank"));
            started.complaints(); // those of a page whose server goes are not the next one's
        }
        if (open != null) {
            open.close();
        }
        server.close();
    }

    private static Chromium browser() {
        if (started == null) {
            throw new IllegalStateException("no browser");
        }
        return started;
    }

    private LivePage page(List<String> cameras, Playback playback, @Nullable String token) {
        LivePage page = new LivePage(server, FakeFeed.facts(cameras), settings, playback, token);
        open = page;
        return page;
    }

    private LivePage live(List<String> cameras, Playback playback, @Nullable String token) {
        LivePage page = page(cameras, playback, token);
        List<FakeFeed> feeds =
                cameras.stream().map(camera -> new FakeFeed(page, camera)).toList();
        clock.scheduleAtFixedRate(() -> feeds.forEach(FakeFeed::next), 0, 100, TimeUnit.MILLISECONDS);
        return page;
    }

    @Test
    void showsPicturesWithBoxesAndNumbersThatMove() throws Exception {
        Chromium browser = browser();
        browser.resize(1280, 900);
        LivePage page = page(List.of("gate", HOSTILE), FakeFeed.NO_PLAYBACK, null);
        browser.open(page.address());
        browser.awaitTrue("document.getElementById('state').textContent === 'waiting for first frame'");
        browser.awaitTrue("document.querySelector('.message').textContent === 'Waiting for the first frame'");

        List<FakeFeed> feeds = List.of(new FakeFeed(page, "gate"), new FakeFeed(page, HOSTILE));
        clock.scheduleAtFixedRate(() -> feeds.forEach(FakeFeed::next), 0, 100, TimeUnit.MILLISECONDS);
        browser.awaitTrue("document.getElementById('state').textContent === 'live'");
        browser.awaitTrue("document.querySelectorAll('.picture img').length === 2 && " + ALL_HAVE_PICTURES);
        browser.awaitTrue("document.querySelectorAll('#chart canvas').length === 1");
        browser.awaitTrue(GREEN_PIXELS.strip() + " > 300");
        long frames = total(browser);
        browser.awaitTrue(
                "Number(document.getElementById('total').textContent.replace(/\\D/g, '')) > " + (frames + 10));
        browser.awaitTrue("Number(document.getElementById('fps').textContent) > 0");
        browser.awaitTrue("/^[\\d.]+ ?m?s$/.test(document.getElementById('p50').textContent)");
        assertThat(browser.evaluate("document.querySelectorAll('figcaption b')[1].textContent"))
                .isEqualTo(HOSTILE);
        assertThat(browser.number("document.querySelectorAll('main b b').length"))
                .isZero();

        clock.shutdown();
        assertThat(clock.awaitTermination(5, TimeUnit.MINUTES)).isTrue();
        page.onEnd();
        browser.awaitTrue("document.getElementById('state').textContent === 'stream ended'");
        browser.awaitTrue("document.querySelector('.message').textContent === 'Stream ended'");
        assertThat(browser.complaints()).isEmpty();
    }

    @Test
    void saysByHowMuchItLags() {
        LivePage page = page(List.of("gate"), FakeFeed.NO_PLAYBACK, null);
        browser().open(page.address());
        Runnable late =
                () -> page.onEvent(Events.detected("gate", 0, Instant.now().minusSeconds(70), List.of()));
        clock.scheduleAtFixedRate(late, 0, 100, TimeUnit.MILLISECONDS);
        browser().awaitTrue("/^behind by 7\\d s$/.test(document.getElementById('state').textContent)");
        browser().awaitTrue("document.getElementById('state').className === 'state lagging'");
        assertThat(browser().complaints()).isEmpty();
    }

    /** A browser opens six connections to a host at most. */
    @Test
    void nineCamerasMoveAtOnceAndAPhoneHasThemBelowOneAnother() {
        List<String> cameras = new ArrayList<>();
        for (int i = 1; i <= 9; i++) {
            cameras.add("camera-" + i);
        }
        Chromium browser = browser();
        browser.resize(1280, 900);
        browser.open(live(cameras, FakeFeed.NO_PLAYBACK, null).address());
        browser.awaitTrue("document.querySelectorAll('.picture img').length === 9 && " + ALL_HAVE_PICTURES);
        browser.evaluate("window.before = [...document.querySelectorAll('.picture img')].map(i => i.src)");
        browser.awaitTrue("[...document.querySelectorAll('.picture img')].every((img, i) => img.src !== before[i])");
        browser.click("#layout button:nth-child(2)");
        browser.awaitTrue("document.querySelectorAll('.picture img').length === 4");
        browser.click("#after");
        browser.awaitTrue("document.querySelector('figcaption b').textContent === 'camera-5' && " + ALL_HAVE_PICTURES);
        assertThat(browser.evaluate("document.getElementById('which').textContent"))
                .isEqualTo("2 of 3");

        browser.resize(500, 900);
        browser.awaitTrue("document.documentElement.scrollWidth <= innerWidth");
        browser.awaitTrue("new Set([...document.querySelectorAll('figure')].map(f => f.offsetLeft)).size === 1");
        assertThat(browser.complaints()).isEmpty();
    }

    @Test
    void aZoneAndALineAreDrawnNamedAndSaved() throws Exception {
        Chromium browser = browser();
        browser.resize(1280, 900);
        browser.open(live(List.of("gate"), FakeFeed.NO_PLAYBACK, null).address());
        // The first picture may be one that was asked for before the tile had its width.
        browser.awaitTrue(ALL_HAVE_PICTURES + " && document.querySelector('.picture img').naturalWidth === 768");
        browser.click("figcaption button");
        browser.awaitTrue("document.getElementById('editor-picture').naturalWidth === 768");
        browser.click("#draw-zone");
        for (int[] corner : new int[][] {{20, 20}, {60, 20}, {60, 70}, {20, 20}}) {
            browser.click("#editor-canvas", corner[0], corner[1]);
        }
        browser.awaitTrue("document.querySelector('#shapes .chosen input').value === 'zone 1'");
        browser.type("door");
        browser.click("#shapes .chosen .classes input[value=person]");
        browser.click("#draw-line");
        browser.type(" ");
        browser.click("#editor-canvas", 80, 80);
        browser.awaitTrue("document.querySelectorAll('#shapes li').length === 2");
        browser.click("#blur input[value=car]");
        browser.click("#save");
        browser.awaitTrue("!document.getElementById('editor').open");

        assertThat(settings.saved).hasSize(1);
        JsonNode saved = new ObjectMapper().readTree(settings.saved.get(0).substring("gate ".length()));
        JsonNode zone = saved.get("zones").get(0);
        assertThat(zone.get("name").asText()).isEqualTo("door");
        assertThat(zone.get("classes").toString()).isEqualTo("[\"person\"]");
        assertThat(zone.get("points")).hasSize(3);
        assertThat(zone.get("points").get(0).get(0).asDouble()).isBetween(0.1, 0.3);
        assertThat(zone.get("points").get(2).get(1).asDouble()).isBetween(0.6, 0.8);
        JsonNode line = saved.get("lines").get(0);
        assertThat(line.has("line")).isFalse();
        assertThat(line.get("points").get(0).toString()).isEqualTo("[0.5,0.5]");
        assertThat(saved.get("blur").toString()).isEqualTo("[\"car\"]");
        assertThat(browser.complaints()).isEmpty();
    }

    @Test
    void anEventIsPlayedAgain() throws Exception {
        byte[] clip = Files.readAllBytes(TestClips.write(folder.resolve("clip.mp4"), 160, 120, 50, "libopenh264"));
        Playback playback = (frame, before, after) -> new Playback.Recording(
                clip,
                "h264",
                2.5,
                List.of(Events.detected("gate", 1, Instant.now(), List.of(Events.person(0.4f, 0.4f, 0.9f)))),
                List.of(0.0));
        LivePage page = page(List.of("gate"), playback, null);
        Chromium browser = browser();
        browser.resize(1280, 900);
        browser.open(page.address());
        page.onZone(Events.crossed("gate", "kerb", "person", 4, Instant.now()));
        browser.awaitTrue("document.querySelector('#events .play') !== null");
        browser.click("#events .play");
        browser.awaitTrue("document.getElementById('video').videoWidth === 160");
        browser.awaitTrue("document.getElementById('video').currentTime > 1");
        assertThat(browser.evaluate("document.getElementById('player-note').textContent"))
                .isEqualTo("person #4 · crossed forward · kerb");
        assertThat(browser.complaints()).isEmpty();
    }

    @Test
    void theTokenOpensThePageAndLeavesTheAddress() {
        String token = "a-token_0123456789";
        LivePage page = live(List.of("gate"), FakeFeed.NO_PLAYBACK, token);
        Chromium browser = browser();
        browser.open(URI.create(page.address() + "?token=" + token));
        browser.awaitTrue(ALL_HAVE_PICTURES + " && document.querySelector('.picture.has-picture') !== null");
        assertThat(browser.address()).isEqualTo(page.address().toString());
        assertThat(browser.complaints()).isEmpty();
    }

    private static long total(Chromium browser) {
        return browser.number("Number(document.getElementById('total').textContent.replace(/\\D/g, ''))");
    }
}
