package io.lynceus.trainer.weights;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lynceus.vision.RunError;
import io.lynceus.vision.UserError;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Weights from a server that is slow, breaks off, sends something else, points elsewhere; and a disk that is full. */
class FetcherTest implements DownloadListener {
    private static final byte[] FILE = new byte[700_001];
    private static final String TAG = "\"one\"";

    static {
        new Random(3).nextBytes(FILE);
    }

    @TempDir
    Path folder;

    private final List<String> interruptions = new ArrayList<>();
    private final List<Duration> pauses = new ArrayList<>();
    private long told;

    @Override
    public void bytes(long done, long whole) {
        assertThat(done).isLessThanOrEqualTo(whole);
        told = done;
    }

    @Override
    public void again(String why) {
        interruptions.add(why);
    }

    private static Published published(URI url, @Nullable String sha256) {
        return new Published("v9-t", url, "yolov9-t", "MIT", 80, 640, null, null, sha256);
    }

    private Fetcher fetcher(Map<String, String> environment) {
        return new Fetcher(environment, this, pauses::add);
    }

    private Path get(FileServer server) {
        return fetcher(Map.of()).get(published(server.address("/some/v9-t.pt"), null), folder, null);
    }

    @Test
    void whatBreaksOffTwentyTimesAtAnyByteIsRightInTheEnd() throws IOException {
        Random random = new Random(20);
        try (FileServer server = new FileServer((request, out) -> FileServer.file(
                request, out, FILE, TAG, request.number() < 20 ? 1 + random.nextInt(30_000) : FILE.length))) {
            Path file = get(server);

            assertThat(file).hasFileName("v9-t.pt").hasBinaryContent(FILE);
            assertThat(server.requests).hasSize(21);
            assertThat(interruptions).hasSize(20);
            assertThat(told).isEqualTo(FILE.length);
            assertThat(folder.resolve("v9-t.pt.part")).doesNotExist();
        }
    }

    @Test
    void aProcessThatIsStoppedLeavesWhatTheNextOneGoesOnFrom() throws IOException {
        try (FileServer server = new FileServer((request, out) -> FileServer.file(
                request, out, FILE, TAG, request.number() == 0 ? 5000 : request.number() < 7 ? 0 : FILE.length))) {
            assertThatThrownBy(() -> get(server))
                    .isInstanceOf(RunError.class)
                    .hasMessageContaining("5000 bytes are kept, the same command goes on");
            assertThat(pauses).isSorted().hasSize(6);

            assertThat(get(server)).hasBinaryContent(FILE);
            assertThat(server.requests.get(server.requests.size() - 1).from()).isEqualTo(5000);
        }
    }

    @Test
    void aFileThatWasReplacedMeanwhileIsFetchedFromItsStart() throws IOException {
        byte[] other = FILE.clone();
        other[10]++;
        try (FileServer server = new FileServer((request, out) -> {
            boolean first = request.number() == 0;
            FileServer.file(request, out, first ? other : FILE, first ? "\"zero\"" : TAG, first ? 9000 : FILE.length);
        })) {
            assertThat(get(server)).hasBinaryContent(FILE);
        }
    }

    @Test
    void aServerThatNeverGoesOnIsFollowedAllTheSame() throws IOException {
        try (FileServer server = new FileServer((request, out) -> {
            FileServer.head(out, "200 OK", "Content-Length: " + FILE.length);
            out.write(FILE, 0, request.number() < 3 ? 100 * (request.number() + 1) : FILE.length);
        })) {
            assertThat(get(server)).hasBinaryContent(FILE);
        }
    }

    @Test
    void aPasswordInTheAddressOfAMirrorIsRefusedAndNeverSaid() throws IOException {
        Fetcher fetcher = fetcher(Map.of(Fetcher.MIRROR, "https://me:hunter2@mirror.invalid/weights"));
        Published published = published(URI.create("https://example.invalid/v9-t.pt"), null);

        assertThat(fetcher.from(published)).isEqualTo("https://mirror.invalid/weights/v9-t.pt");
        assertThatThrownBy(() -> fetcher.get(published, folder, null))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("the name and password in it are not sent")
                .hasMessageNotContaining("hunter2");
    }

    @Test
    void redirectionsAreFollowedButNotInCircles() throws IOException {
        try (FileServer server = new FileServer((request, out) -> {
            switch (request.target()) {
                case "/some/v9-t.pt" -> FileServer.head(out, "302 Found", "Location: /elsewhere?signed=1");
                case "/round/v9-t.pt" -> FileServer.head(out, "301 Moved", "Location: /round/v9-t.pt");
                default -> FileServer.file(request, out, FILE, TAG, FILE.length);
            }
        })) {
            assertThat(get(server)).hasBinaryContent(FILE);
            Published round = published(server.address("/round/v9-t.pt"), null);
            assertThatThrownBy(() -> fetcher(Map.of()).get(round, folder.resolve("round"), null))
                    .hasMessageContaining("points from place to place");
        }
    }

    @Test
    void aConnectionWithoutAByteIsBrokenOff() throws Exception {
        CountDownLatch end = new CountDownLatch(1);
        try (FileServer server = new FileServer((request, out) -> {
            // On a busy machine a client may hear nothing of the first thousand bytes for so long: it comes again.
            boolean first = request.from() == 0;
            FileServer.file(request, out, FILE, TAG, first ? 1000 : FILE.length);
            out.flush();
            if (first) {
                try {
                    end.await();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            }
        })) {
            Download download = new Download(new Link(new Proxies(Map.of()), Duration.ofMillis(200)), this, pause -> {
                end.countDown();
            });
            download.fetch(server.address("/v9-t.pt"), folder.resolve("part"));

            assertThat(folder.resolve("part")).hasBinaryContent(FILE);
            assertThat(server.requests).anyMatch(request -> request.from() == 1000);
        }
    }

    @Test
    void aWrongDigestIsNotTaken() throws IOException {
        try (FileServer server =
                new FileServer((request, out) -> FileServer.file(request, out, FILE, TAG, FILE.length))) {
            Published wrong = published(server.address("/v9-t.pt"), "00ff");
            assertThatThrownBy(() -> fetcher(Map.of()).get(wrong, folder, null))
                    .isInstanceOf(UserError.class)
                    .hasMessageContaining("not the file of the catalogue")
                    .hasMessageContaining("00ff");
            assertThat(folder.resolve("v9-t.pt")).doesNotExist();
            assertThat(folder.resolve("v9-t.pt.part")).doesNotExist();
        }
    }

    @Test
    void theDigestOfTheFirstFileIsHeldToFromThenOn() throws IOException {
        byte[] other = FILE.clone();
        other[FILE.length - 1]++;
        try (FileServer server = new FileServer((request, out) ->
                FileServer.file(request, out, request.number() == 1 ? other : FILE, TAG, FILE.length))) {
            Files.delete(get(server));

            assertThatThrownBy(() -> get(server))
                    .isInstanceOf(UserError.class)
                    .hasMessageContaining("not the file that was fetched first")
                    .hasMessageContaining("remove --forget v9-t");
            assertThat(get(server)).hasBinaryContent(FILE);
            Files.write(folder.resolve("v9-t.pt"), other);
            assertThatThrownBy(() -> get(server)).as("changed on the disk").isInstanceOf(UserError.class);
        }
    }

    @Test
    void aFullDiskIsSaid() throws IOException {
        Path full = Path.of("/dev/full");
        Assumptions.assumeTrue(Files.exists(full), "needs /dev/full, which Linux has");
        Files.createSymbolicLink(folder.resolve("v9-t.pt.part"), full);
        try (FileServer server =
                new FileServer((request, out) -> FileServer.file(request, out, FILE, TAG, FILE.length))) {
            assertThatThrownBy(() -> get(server))
                    .isInstanceOf(RunError.class)
                    .hasMessageContaining("v9-t.pt.part: cannot be written: No space left on device");
            assertThat(interruptions).isEmpty();
        }
    }

    @Test
    void aFileLargerThanTheDiskIsNotBegun() throws IOException {
        try (FileServer server = new FileServer(
                (request, out) -> FileServer.head(out, "200 OK", "Content-Length: " + (Long.MAX_VALUE >> 1)))) {
            assertThatThrownBy(() -> get(server)).hasMessageContaining("LYNCEUS_CACHE names another folder");
        }
    }

    @Test
    void aMissingFileIsNotAskedForAgainButAServerInTroubleIs() throws IOException {
        try (FileServer server = new FileServer((request, out) -> {
            if (request.target().equals("/none/v9-t.pt")) {
                FileServer.head(out, "404 Not Found");
            } else if (request.number() < 2) {
                FileServer.head(out, "503 Busy");
            } else {
                FileServer.file(request, out, FILE, TAG, FILE.length);
            }
        })) {
            assertThat(get(server)).hasBinaryContent(FILE);
            assertThat(interruptions).containsOnly("the server answers 503");
            Published none = published(server.address("/none/v9-t.pt"), null);
            assertThatThrownBy(() -> fetcher(Map.of()).get(none, folder.resolve("none"), null))
                    .hasMessageEndingWith("the server answers 404");
        }
    }

    @Test
    void aMirrorIsAskedInPlaceOfTheAddressAndMayBeAFolder() throws IOException {
        Published away = published(URI.create("http://unknown.invalid/v9-t.pt"), null);
        try (FileServer server =
                new FileServer((request, out) -> FileServer.file(request, out, FILE, TAG, FILE.length))) {
            String mirror = server.address("/mirror/").toString();
            assertThat(fetcher(Map.of(Fetcher.MIRROR, mirror)).get(away, folder.resolve("a"), null))
                    .hasBinaryContent(FILE);
            assertThat(server.requests.get(0).target()).isEqualTo("/mirror/v9-t.pt");
        }
        Path shared = Files.createDirectories(folder.resolve("shared"));
        Files.write(shared.resolve("v9-t.pt"), FILE);
        assertThat(fetcher(Map.of(Fetcher.MIRROR, shared.toString())).get(away, folder.resolve("b"), null))
                .hasBinaryContent(FILE);
        assertThat(fetcher(Map.of()).get(away, folder.resolve("c"), shared.resolve("v9-t.pt")))
                .hasBinaryContent(FILE);
    }

    @Test
    void theProxyOfTheEnvironmentIsAskedUnlessTheHostIsLeftOut() throws IOException {
        try (FileServer server =
                new FileServer((request, out) -> FileServer.file(request, out, FILE, TAG, FILE.length))) {
            Published away = published(URI.create("http://weights.invalid/v9-t.pt"), null);
            Map<String, String> proxy = Map.of("http_proxy", server.address("").toString());
            assertThat(fetcher(proxy).get(away, folder, null)).hasBinaryContent(FILE);
            assertThat(server.requests.get(0).target()).isEqualTo("http://weights.invalid/v9-t.pt");
        }
        Proxies proxies = new Proxies(Map.of("HTTPS_PROXY", "proxy.lan:8080", "no_proxy", "localhost, .intern.lan"));
        assertThat(proxies.of(URI.create("https://a.org/")).address()).hasToString("proxy.lan/<unresolved>:8080");
        assertThat(proxies.of(URI.create("https://a.intern.lan/")).address()).isNull();
    }
}
