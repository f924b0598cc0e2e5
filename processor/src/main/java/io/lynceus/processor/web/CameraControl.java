package io.lynceus.processor.web;

import com.sun.net.httpserver.HttpServer;
import io.lynceus.processor.capture.CameraRules;
import io.lynceus.processor.capture.Cameras;
import io.lynceus.vision.RunError;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * The cameras of a capture process over HTTP, on 127.0.0.1. Paths: {@code GET /cameras}, {@code GET}, {@code PUT} and
 * {@code DELETE /cameras/NAME}.
 */
public final class CameraControl implements AutoCloseable {
    private static final Set<String> METHODS = Set.of("GET", "HEAD", "PUT", "DELETE");

    private final HttpServer server;
    private final ExecutorService threads;

    private CameraControl(HttpServer server, ExecutorService threads) {
        this.server = server;
        this.threads = threads;
    }

    /**
     * Opens it.
     *
     * @param rules which cameras may be put
     * @param port 0 for any free one
     * @throws RunError when the port is taken or may not be used
     */
    public static CameraControl open(Cameras cameras, CameraRules rules, int port) {
        try {
            InetAddress here = InetAddress.getByAddress("127.0.0.1", new byte[] {127, 0, 0, 1});
            HttpServer server = HttpServer.create(new InetSocketAddress(here, port), 0);
            server.createContext("/cameras", new ControlHandler(cameras, rules))
                    .getFilters()
                    .add(new Guard(METHODS));
            // A thread for each request, so that a client that is slow holds up nobody else.
            ExecutorService threads = Executors.newCachedThreadPool(work -> {
                Thread thread = new Thread(work, "cameras-http");
                thread.setDaemon(true);
                return thread;
            });
            server.setExecutor(threads);
            server.start();
            return new CameraControl(server, threads);
        } catch (IOException e) {
            throw new RunError("--http cannot use port " + port + " (" + e.getMessage() + "): choose another", e);
        }
    }

    /** Where the cameras are. */
    public URI address() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/cameras");
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
