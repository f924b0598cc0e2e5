package io.lynceus.processor.web;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import io.lynceus.schemas.avro.CameraStatus;
import io.lynceus.schemas.avro.FrameDetections;
import io.lynceus.schemas.avro.TrackEvent;
import io.lynceus.schemas.avro.ZoneEvent;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/**
 * The operator's page. All methods may be called from any thread and return at once. Paths: {@code /} the page,
 * {@code /facts.json}, {@code /live}, {@code /search}, {@code /playback}, {@code /settings}, {@code /elsewhere},
 * {@code /healthz}.
 */
public final class LivePage implements AutoCloseable {
    static {
        // Pictures are drawn off screen; a desktop, if there is one, is not needed and takes long to start.
        System.setProperty("java.awt.headless", "true");
    }

    private static final int MOST_VIEWERS = 48;
    private static final Duration PATIENCE = Duration.ofSeconds(15);
    private static final int MOST_FOUND = 200;

    private final OperatorServer server;
    private final Access access;
    private final ObjectMapper json = new ObjectMapper();
    private final Numbers numbers;
    private final Happenings happenings = new Happenings();
    private final PlaceCounts places = new PlaceCounts(InstantSource.system());
    private final Pictures pictures;
    private final Viewers viewers = new Viewers(MOST_VIEWERS, PATIENCE);
    private final Map<String, Integer> partitions = new ConcurrentHashMap<>();
    private volatile Instances instances = (camera, partition) -> null;
    private volatile boolean closing;

    /**
     * Adds the page to a server. The server is closed by whoever opened it, after the page.
     *
     * @param token whoever has it sees the page; null for a page that only this machine sees
     */
    public LivePage(
            OperatorServer server, PageFacts facts, PageSettings settings, Playback playback, @Nullable String token) {
        this.server = server;
        this.access = new Access(token);
        numbers = new Numbers(facts, InstantSource.system());
        pictures = new Pictures(System::nanoTime, settings::blurred);
        byte[] factsJson = bytes(facts);
        add("/", new FilesHandler());
        add("/facts.json", exchange -> Reply.send(exchange, 200, "application/json", factsJson));
        add("/live", new LiveHandler(() -> snapshot(settings), pictures, json, viewers, () -> closing));
        add("/search", this::search);
        add("/playback", new PlaybackHandler(playback, json));
        add("/settings", new SettingsHandler(settings));
        add("/elsewhere", this::elsewhere);
        add("/healthz", this::health);
    }

    private void add(String path, HttpHandler handler) {
        server.add(path, handler, access);
    }

    /** Where the page is. */
    public URI address() {
        return server.address().resolve("/");
    }

    /**
     * From now on leads to the pages of other instances.
     *
     * @param others where the page of the instance is that has a camera, HOST:PORT; null when that is not known
     */
    public void know(Instances others) {
        instances = others;
    }

    /** {@code /elsewhere?camera=A}: on to the page of the instance that has the camera. It asks for its own token. */
    private void elsewhere(HttpExchange exchange) throws IOException {
        String camera = Query.of(exchange).text("camera");
        String there = instances.pageOf(camera, partitions.get(camera));
        if (there == null || there.equals(address().getAuthority())) {
            Reply.text(exchange, 404, "Nobody says which page has that camera.");
            return;
        }
        exchange.getResponseHeaders().set("Location", address().getScheme() + "://" + there + "/");
        exchange.sendResponseHeaders(303, -1);
    }

    /** An event, as it came from its topic. */
    public void onEvent(FrameDetections event) {
        numbers.add(event);
        partitions.put(event.getCamera(), event.getOriginPartition());
    }

    /** Something happened at a zone or a line. */
    public void onZone(ZoneEvent event) {
        happenings.add(Happening.of(event));
        places.add(event);
    }

    /** Something became of a track. */
    public void onTrack(TrackEvent event) {
        Happening happening = Happening.of(event);
        if (happening != null) {
            happenings.add(happening);
        }
    }

    /** Something happened to a camera. */
    public void onStatus(CameraStatus status) {
        happenings.add(Happening.of(status));
    }

    /**
     * A frame and what was found in it.
     *
     * @param picture the frame's picture without boxes, RGB, of the given width or less; asked for on the calling
     *     thread, and only while somebody watches this camera, at most about ten times a second. The page keeps the
     *     image and draws upon it
     */
    public void onFrame(FrameDetections event, IntFunction<BufferedImage> picture) {
        pictures.offer(event, picture);
    }

    /** Where things stand. */
    public LiveNumbers numbers() {
        Snapshot snapshot = numbers.snapshot();
        Map<String, Integer> objects = new LinkedHashMap<>();
        for (Snapshot.Series each : snapshot.history().series()) {
            if (each.now() > 0) {
                objects.put(each.label(), each.now());
            }
        }
        Snapshot.Latency latency = snapshot.latency();
        return new LiveNumbers(
                snapshot.frames(),
                snapshot.framesPerSecond(),
                latency == null ? 0 : latency.p50(),
                latency == null ? 0 : latency.p95(),
                objects);
    }

    /** A camera's stream has come to its end. */
    public void onEnd(String camera) {
        numbers.end(camera);
    }

    /** All streams have come to their end; the page stays up and says so. */
    public void onEnd() {
        numbers.end();
    }

    /** Tells the viewers that the streams have ended, and waits a second at most until they know. */
    @Override
    public void close() {
        numbers.end();
        closing = true;
        pictures.close();
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(1);
        try {
            while (viewers.count() > 0 && System.nanoTime() < deadline) {
                Thread.sleep(10);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Snapshot snapshot(PageSettings settings) {
        return numbers.snapshot().with(places.now(), happenings.version(), settings.version());
    }

    private void search(HttpExchange exchange) throws IOException {
        Query query = Query.of(exchange);
        int most = Math.min(MOST_FOUND, query.whole("most", 50));
        Object found = happenings.search(query.text("camera"), query.text("class"), query.text("zone"), most);
        Reply.send(exchange, 200, "application/json", json.writeValueAsBytes(found));
    }

    private void health(HttpExchange exchange) throws IOException {
        Snapshot snapshot = numbers.snapshot();
        Map<String, Object> health = Map.of("state", snapshot.state(), "frames", snapshot.frames());
        Reply.send(exchange, 200, "application/json", json.writeValueAsBytes(health));
    }

    private byte[] bytes(Object value) {
        try {
            return json.writeValueAsBytes(value);
        } catch (IOException e) {
            throw new UncheckedIOException("facts are always JSON", e);
        }
    }
}
