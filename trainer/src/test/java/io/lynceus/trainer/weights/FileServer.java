package io.lynceus.trainer.weights;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Serves one file over HTTP as told, a connection for each request. On 127.0.0.1. */
final class FileServer implements AutoCloseable {
    private static final Pattern FROM = Pattern.compile("bytes=(\\d+)-");

    /** What it does with a request. */
    interface Behaviour {
        void answer(Request request, OutputStream out) throws IOException;
    }

    /**
     * A request.
     *
     * @param target the path, or the whole address where it came through a proxy
     */
    record Request(String target, Map<String, String> headers, int number) {
        long from() {
            Matcher range = FROM.matcher(headers.getOrDefault("Range", ""));
            return range.matches() ? Long.parseLong(range.group(1)) : 0;
        }
    }

    final List<Request> requests = new CopyOnWriteArrayList<>();

    private final ServerSocket socket;
    private final Behaviour behaviour;

    FileServer(Behaviour behaviour) throws IOException {
        this.behaviour = behaviour;
        this.socket = new ServerSocket(0, 50, InetAddress.getByName("127.0.0.1"));
        Thread thread = new Thread(this::serve, "file server");
        thread.setDaemon(true);
        thread.start();
    }

    URI address(String path) {
        return URI.create("http://127.0.0.1:" + socket.getLocalPort() + path);
    }

    private void serve() {
        while (!socket.isClosed()) {
            try (Socket client = socket.accept()) {
                Request request = read(client);
                requests.add(request);
                behaviour.answer(request, client.getOutputStream());
                client.getOutputStream().flush();
            } catch (IOException e) {
                // The client or the test has gone.
            }
        }
    }

    private Request read(Socket client) throws IOException {
        BufferedReader in =
                new BufferedReader(new InputStreamReader(client.getInputStream(), StandardCharsets.ISO_8859_1));
        String target = in.readLine().split(" ", -1)[1];
        Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        for (String line = in.readLine(); line != null && !line.isEmpty(); line = in.readLine()) {
            headers.put(
                    line.substring(0, line.indexOf(':')),
                    line.substring(line.indexOf(':') + 1).strip());
        }
        return new Request(target, headers, requests.size());
    }

    static void head(OutputStream out, String status, String... headers) throws IOException {
        String text = "HTTP/1.1 " + status + "\r\nConnection: close\r\n" + String.join("\r\n", headers) + "\r\n\r\n";
        out.write(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    /** The file from where the request wants it, as far as its tag is the one that the request knows. */
    static void file(Request request, OutputStream out, byte[] file, String tag, int most) throws IOException {
        boolean same = tag.equals(request.headers().get("If-Range"));
        int from = same ? (int) request.from() : 0;
        if (from > 0) {
            head(
                    out,
                    "206 Partial Content",
                    "ETag: " + tag,
                    "Content-Length: " + (file.length - from),
                    "Content-Range: bytes " + from + "-" + (file.length - 1) + "/" + file.length);
        } else {
            head(out, "200 OK", "ETag: " + tag, "Content-Length: " + file.length);
        }
        out.write(file, from, Math.min(most, file.length - from));
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
