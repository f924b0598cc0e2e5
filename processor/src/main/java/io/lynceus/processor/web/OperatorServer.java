package io.lynceus.processor.web;

import com.sun.net.httpserver.Filter;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import io.lynceus.processor.config.HttpAddress;
import io.lynceus.vision.RunError;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/**
 * The HTTP server of a verb, {@code --http}. Whoever has something to show adds its paths, at any time and from any
 * thread. Each request has a thread of its own, so that a client that is slow holds up
 * nobody else.
 *
 * <p>What is added with {@link #show} anybody may read who reaches the address. All else takes a {@link Guard}.
 */
public final class OperatorServer implements AutoCloseable {
    static {
        // Read once, when the server's classes load. Without it each small answer waits for the reader's delayed ACK.
        System.setProperty("sun.net.httpserver.nodelay", "true");
        // Half a request holds a thread: seconds until it must be whole.
        System.setProperty("sun.net.httpserver.maxReqTime", "10");
    }

    /** Requests at the same time; more wait. Long ones are bounded each by their {@link Viewers}. */
    private static final int MOST = 256;

    private final HttpServer server;
    private final String host;
    private final boolean here;
    private final RequestThreads threads = new RequestThreads(MOST);

    private OperatorServer(HttpServer server, String host) {
        this.server = server;
        this.host = host;
        this.here = server.getAddress().getAddress().isLoopbackAddress();
    }

    /**
     * Listens, without a path yet and without TLS.
     *
     * @throws RunError when the address cannot be used
     */
    public static OperatorServer open(HttpAddress address) {
        return open(address, null);
    }

    /**
     * Listens, without a path yet.
     *
     * @param tls what the server shows of itself; null for no TLS
     * @throws RunError when the address cannot be used
     */
    public static OperatorServer open(HttpAddress address, @Nullable SSLContext tls) {
        InetSocketAddress where = new InetSocketAddress(address.host(), address.port());
        if (where.isUnresolved()) {
            throw new RunError("--http: " + address.host() + " is no address of this machine");
        }
        try {
            HttpServer server = server(where, tls);
            OperatorServer opened = new OperatorServer(server, address.host());
            server.setExecutor(opened.threads);
            server.start();
            return opened;
        } catch (IOException e) {
            throw new RunError(
                    "--http cannot use port " + address.port() + " at " + address.host() + " (" + e.getMessage()
                            + "): choose another",
                    e);
        }
    }

    private static HttpServer server(InetSocketAddress where, @Nullable SSLContext tls) throws IOException {
        if (tls == null) {
            return HttpServer.create(where, 0);
        }
        HttpsServer server = HttpsServer.create(where, 0);
        server.setHttpsConfigurator(new HttpsConfigurator(tls));
        return server;
    }

    /** True when only this machine reaches it. */
    public boolean isHere() {
        return here;
    }

    /** Where it listens. */
    public URI address() {
        String scheme = server instanceof HttpsServer ? "https://" : "http://";
        return URI.create(scheme + new HttpAddress(host, server.getAddress().getPort()));
    }

    /**
     * Adds a path that is only read, by anybody. Where the address is of this machine alone, so are the readers.
     *
     * @param path and all below it
     */
    public void show(String path, Shown shown) {
        add(
                path,
                exchange -> {
                    String accept = exchange.getRequestHeaders().getFirst("Accept");
                    Shown.Answer answer = shown.answer(accept == null ? "" : accept);
                    Reply.send(exchange, answer.status(), answer.type(), answer.body());
                },
                here ? new Guard() : new OnlyRead());
    }

    /**
     * Adds a path and all below it.
     *
     * @param guard sees each request before the handler and closes the exchange after it
     */
    void add(String path, HttpHandler handler, Filter guard) {
        List<Filter> filters = server.createContext(path, handler).getFilters();
        filters.add(threads.filter());
        filters.add(guard);
    }

    @Override
    public void close() {
        server.stop(0);
        threads.close();
    }
}
