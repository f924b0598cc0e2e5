package io.lynceus.processor.kafka;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsParameters;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import org.apache.avro.Schema;
import org.jspecify.annotations.Nullable;

/** A registry that says what Confluent's says to what we ask, and can be away or strict. */
public final class StandInRegistry implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpServer server;
    private final List<String> schemas = new ArrayList<>();
    private final Map<String, Integer> subjects = new ConcurrentHashMap<>();
    final List<String> asked = new CopyOnWriteArrayList<>();
    private volatile @Nullable String away;
    volatile @Nullable String user;
    volatile boolean clientsSayWhoTheyAre;

    public StandInRegistry() {
        this(null);
    }

    /** @param tls who it is and whose certificates it asks for; null for a plain connection */
    StandInRegistry(@Nullable SSLContext tls) {
        InetSocketAddress any = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        try {
            if (tls == null) {
                server = HttpServer.create(any, 0);
            } else {
                HttpsServer secure = HttpsServer.create(any, 0);
                secure.setHttpsConfigurator(new HttpsConfigurator(tls) {
                    @Override
                    public void configure(HttpsParameters connection) {
                        SSLParameters parameters = tls.getDefaultSSLParameters();
                        parameters.setNeedClientAuth(clientsSayWhoTheyAre);
                        connection.setSSLParameters(parameters);
                    }
                });
                server = secure;
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/", this::answer);
        server.start();
    }

    /** For Confluent's clients. */
    public String url() {
        return (server instanceof HttpsServer ? "https" : "http") + "://127.0.0.1:"
                + server.getAddress().getPort();
    }

    /** From now on there is no answer to requests whose path begins with this; null to be there again. */
    public void awayFor(@Nullable String path) {
        away = path;
    }

    /** How often something was asked that begins so, such as {@code GET /schemas}. */
    public long asked(String request) {
        return asked.stream().filter(one -> one.startsWith(request)).count();
    }

    private synchronized void answer(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        asked.add(exchange.getRequestMethod() + " " + path);
        String authorization = exchange.getRequestHeaders().getFirst("Authorization");
        if (away != null && path.startsWith(away)) {
            send(exchange, 503, "{}");
        } else if (user != null && !user.equals(authorization)) {
            send(exchange, 401, "{\"error_code\":401,\"message\":\"Unauthorized\"}");
        } else if (path.equals("/subjects")) {
            send(exchange, 200, JSON.writeValueAsString(subjects.keySet()));
        } else if (path.startsWith("/schemas/ids/")) {
            int id = Integer.parseInt(path.substring(path.lastIndexOf('/') + 1));
            if (id < 1 || id > schemas.size()) {
                send(exchange, 404, "{\"error_code\":40403,\"message\":\"Schema not found\"}");
            } else {
                send(
                        exchange,
                        200,
                        JSON.createObjectNode()
                                .put("schema", schemas.get(id - 1))
                                .toString());
            }
        } else if (path.startsWith("/subjects/")) {
            String subject = path.split("/")[2];
            JsonNode schema = JSON.readTree(body).path("schema");
            String text = new Schema.Parser().parse(schema.asText()).toString();
            if (path.endsWith("/versions")) {
                if (!schemas.contains(text)) {
                    schemas.add(text);
                }
                subjects.put(subject, schemas.indexOf(text) + 1);
            }
            if (subjects.containsKey(subject)) {
                send(exchange, 200, "{\"id\":" + subjects.get(subject) + "}");
            } else {
                send(exchange, 404, "{\"error_code\":40401,\"message\":\"Subject not found\"}");
            }
        } else {
            send(exchange, 404, "{}");
        }
    }

    private static void send(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length);
        try (OutputStream out = exchange.getResponseBody()) {
            out.write(bytes);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
