package io.lynceus.processor.web;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import io.lynceus.schemas.avro.FrameDetections;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/**
 * The live page on 127.0.0.1. All methods may be called from any thread and return at once. Paths: {@code /} the page,
 * {@code /facts.json}, {@code /events}, {@code /cameras/NAME.jpg}, {@code /cameras/NAME.mjpeg}, {@code /healthz}.
 */
public final class LivePage implements AutoCloseable {
    static {
        // Read once, when the server's classes load. Without it each small answer waits for the viewer's delayed ACK.
        System.setProperty("sun.net.httpserver.nodelay", "true");
        // Pictures are drawn off screen; a desktop, if there is one, is not needed and takes long to start.
        System.setProperty("java.awt.headless", "true");
    }

    private final HttpServer server;
    private final ExecutorService threads;
    private final Numbers numbers;
    private final Pictures pictures;
    private final Viewers viewers = new Viewers();
    private final CountDownLatch closing = new CountDownLatch(1);

    /**
     * Opens the page.
     *
     * @param port 0 for any free one
     * @throws IOException when the port is taken ({@link java.net.BindException}) or may not be used
     */
    public LivePage(PageFacts facts, int port) throws IOException {
        InetAddress here = InetAddress.getByAddress("127.0.0.1", new byte[] {127, 0, 0, 1});
        server = HttpServer.create(new InetSocketAddress(here, port), 0);
        numbers = new Numbers(facts, InstantSource.system());
        pictures = new Pictures(facts.cameras(), System::nanoTime);
        ObjectMapper json = new ObjectMapper();
        byte[] factsJson = json.writeValueAsBytes(facts);
        serve("/", new FilesHandler());
        serve("/facts.json", exchange -> Reply.send(exchange, 200, "application/json", factsJson));
        serve("/events", new EventsHandler(numbers::snapshot, json, viewers, closing));
        serve("/cameras/", new CamerasHandler(pictures, viewers));
        serve("/healthz", exchange -> health(exchange, json));
        AtomicInteger count = new AtomicInteger();
        threads = Executors.newCachedThreadPool(work -> {
            Thread thread = new Thread(work, "lynceus-page-" + count.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        });
        server.setExecutor(threads);
        server.start();
    }

    /** Where the page is. */
    public URI address() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/");
    }

    /** An event, as it came from its topic. */
    public void onEvent(FrameDetections event) {
        numbers.add(event);
    }

    /**
     * A frame and what was found in it.
     *
     * @param picture the frame's picture without boxes, RGB; asked for on the calling thread, and only while somebody
     *     watches this camera, at most about ten times a second. The page keeps the image and draws upon it
     */
    public void onFrame(FrameDetections event, Supplier<BufferedImage> picture) {
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

    /** Tells the viewers that the streams have ended and closes the page. */
    @Override
    public void close() {
        numbers.end();
        closing.countDown();
        pictures.close();
        // stop() sleeps its whole delay when there is nobody to wait for.
        server.stop(viewers.count() == 0 ? 0 : 1);
        threads.shutdown();
        try {
            threads.awaitTermination(1, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void serve(String path, HttpHandler handler) {
        server.createContext(path, handler).getFilters().add(new Guard());
    }

    private void health(HttpExchange exchange, ObjectMapper json) throws IOException {
        Snapshot snapshot = numbers.snapshot();
        Map<String, Object> health = Map.of("state", snapshot.state(), "frames", snapshot.frames());
        Reply.send(exchange, 200, "application/json", json.writeValueAsBytes(health));
    }
}
