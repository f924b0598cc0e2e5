package io.lynceus.processor.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.time.Instant;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** The page in a browser. */
class PageIT {
    private static final String HOSTILE = "yard <b>&amp;</b>";

    /** How many pixels of the picture have about the colour of the first class's boxes. */
    private static final String GREEN_PIXELS = """
            (() => {
              const img = document.querySelector('.picture img');
              const canvas = document.createElement('canvas');
              canvas.width = img.naturalWidth; canvas.height = img.naturalHeight;
              const context = canvas.getContext('2d');
              context.drawImage(img, 0, 0);
              const data = context.getImageData(0, 0, canvas.width, canvas.height).data;
              let count = 0;
              for (let i = 0; i < data.length; i += 4) {
                if (Math.abs(data[i] - 0x4a) + Math.abs(data[i + 1] - 0xde) + Math.abs(data[i + 2] - 0x80) < 60) count++;
              }
              return count;
            })()
            """;

    @Test
    void showsPicturesWithBoxesAndNumbersThatMove() throws Exception {
        assumeTrue(
                Chromium.isInstalled(),
                "skipped: no Chromium on this machine (Debian's packages chromium and chromium-driver)");
        try (LivePage page = new LivePage(FakeFeed.facts(List.of("gate", HOSTILE)), 0);
                Chromium browser = new Chromium(1280, 800)) {
            browser.open(page.address());
            browser.awaitTrue("document.getElementById('state').textContent === 'waiting for first frame'");
            browser.awaitTrue("document.querySelector('.message').textContent === 'Waiting for the first frame'");

            ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
            List<FakeFeed> feeds = List.of(new FakeFeed(page, "gate"), new FakeFeed(page, HOSTILE));
            clock.scheduleAtFixedRate(() -> feeds.forEach(FakeFeed::next), 0, 100, TimeUnit.MILLISECONDS);

            browser.awaitTrue("document.getElementById('state').textContent === 'live'");
            browser.awaitTrue("[...document.querySelectorAll('.picture img')].length === 2");
            browser.awaitTrue(
                    "[...document.querySelectorAll('.picture img')].every(i => i.complete && i.naturalWidth === 768)");
            browser.awaitTrue("document.querySelectorAll('#chart canvas').length === 1");
            browser.awaitTrue(GREEN_PIXELS.strip() + " > 300");
            long frames = total(browser);
            browser.awaitTrue(
                    "Number(document.getElementById('total').textContent.replace(/\\D/g, '')) > " + (frames + 10));
            browser.awaitTrue("Number(document.getElementById('fps').textContent) > 0");
            assertThat(browser.number("document.querySelectorAll('#events tr').length"))
                    .isEqualTo(14);
            assertThat(browser.evaluate("document.getElementById('p50').textContent")
                            .toString())
                    .matches("[\\d.]+ ?m?s");
            assertThat(browser.evaluate("document.querySelectorAll('figcaption b')[1].textContent"))
                    .isEqualTo(HOSTILE);
            assertThat(browser.number("document.querySelectorAll('main b b').length"))
                    .isZero();

            clock.shutdown();
            assertThat(clock.awaitTermination(10, TimeUnit.SECONDS)).isTrue();
            page.onEnd();
            browser.awaitTrue("document.getElementById('state').textContent === 'stream ended'");
            browser.awaitTrue("document.querySelector('.message').textContent === 'Stream ended'");
            assertThat(browser.complaints()).isEmpty();
        }
    }

    @Test
    void saysByHowMuchItLags() throws Exception {
        assumeTrue(
                Chromium.isInstalled(),
                "skipped: no Chromium on this machine (Debian's packages chromium and chromium-driver)");
        ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
        try (LivePage page = new LivePage(FakeFeed.facts(List.of("gate")), 0);
                Chromium browser = new Chromium(1280, 800)) {
            browser.open(page.address());
            Runnable late =
                    () -> page.onEvent(Events.detected("gate", 0, Instant.now().minusSeconds(70), List.of()));
            clock.scheduleAtFixedRate(late, 0, 100, TimeUnit.MILLISECONDS);
            browser.awaitTrue("/^behind by 7\\d s$/.test(document.getElementById('state').textContent)");
            browser.awaitTrue("document.getElementById('state').className === 'state lagging'");
            assertThat(browser.complaints()).isEmpty();
        } finally {
            clock.shutdownNow();
        }
    }

    private static long total(Chromium browser) {
        return browser.number("Number(document.getElementById('total').textContent.replace(/\\D/g, ''))");
    }
}
