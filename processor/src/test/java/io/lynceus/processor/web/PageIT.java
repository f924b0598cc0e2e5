package io.lynceus.processor.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
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
        Optional<Path> program = Chromium.program();
        assumeTrue(program.isPresent(), "skipped: no Chromium on this machine (Debian's package chromium)");
        try (LivePage page = new LivePage(FakeFeed.facts(List.of("gate", HOSTILE)), 0);
                Chromium browser = new Chromium(program.get())) {
            browser.window(1280, 800);
            browser.open(page.address());
            browser.await("document.getElementById('state').textContent === 'waiting for first frame'");
            browser.await("document.querySelector('.message').textContent === 'Waiting for the first frame'");

            ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
            List<FakeFeed> feeds = List.of(new FakeFeed(page, "gate"), new FakeFeed(page, HOSTILE));
            clock.scheduleAtFixedRate(() -> feeds.forEach(FakeFeed::next), 0, 100, TimeUnit.MILLISECONDS);

            browser.await("document.getElementById('state').textContent === 'live'");
            browser.await("[...document.querySelectorAll('.picture img')].length === 2");
            browser.await(
                    "[...document.querySelectorAll('.picture img')].every(i => i.complete && i.naturalWidth === 768)");
            browser.await("document.querySelectorAll('#chart canvas').length === 1");
            browser.await(GREEN_PIXELS.strip() + " > 300");
            int frames = total(browser);
            browser.await(
                    "Number(document.getElementById('total').textContent.replace(/\\D/g, '')) > " + (frames + 10));
            browser.await("Number(document.getElementById('fps').textContent) > 0");
            assertThat(browser.evaluate("document.querySelectorAll('#events tr').length")
                            .asInt())
                    .isEqualTo(14);
            assertThat(browser.evaluate("document.getElementById('p50').textContent")
                            .asText())
                    .matches("[\\d.]+ ?m?s");
            assertThat(browser.evaluate("document.querySelectorAll('figcaption b')[1].textContent")
                            .asText())
                    .isEqualTo(HOSTILE);
            assertThat(browser.evaluate("document.querySelectorAll('main b b').length")
                            .asInt())
                    .isZero();

            clock.shutdown();
            assertThat(clock.awaitTermination(10, TimeUnit.SECONDS)).isTrue();
            page.onEnd();
            browser.await("document.getElementById('state').textContent === 'stream ended'");
            browser.await("document.querySelector('.message').textContent === 'Stream ended'");
            assertThat(browser.complaints()).isEmpty();
        }
    }

    private static int total(Chromium browser) {
        return browser.evaluate("Number(document.getElementById('total').textContent.replace(/\\D/g, ''))")
                .asInt();
    }
}
