package io.lynceus.processor.capture;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** An RTSP camera that sends whoever comes to another path, and gives a stream there, without a picture in it. */
final class MovedCamera implements AutoCloseable {
    private static final String SDP =
            "v=0\r\no=- 0 0 IN IP4 127.0.0.1\r\ns=-\r\nt=0 0\r\n" + "m=video 0 RTP/AVP 26\r\na=control:track1\r\n";

    private final ServerSocket server;

    private MovedCamera() throws IOException {
        server = new ServerSocket(0, 2, InetAddress.getLoopbackAddress());
    }

    /** Returns when it listens. */
    static MovedCamera start() throws IOException {
        MovedCamera camera = new MovedCamera();
        Thread thread = new Thread(camera::serve, "moved-camera");
        thread.setDaemon(true);
        thread.start();
        return camera;
    }

    String url() {
        return at("moved");
    }

    String inside() {
        return at("inside");
    }

    private String at(String path) {
        return "rtsp://127.0.0.1:" + server.getLocalPort() + "/" + path;
    }

    private void serve() {
        while (!server.isClosed()) {
            try (Socket client = server.accept();
                    BufferedReader in = new BufferedReader(
                            new InputStreamReader(client.getInputStream(), StandardCharsets.US_ASCII))) {
                for (String request = in.readLine(); request != null; request = in.readLine()) {
                    String number = "";
                    for (String line = in.readLine(); line != null && !line.isEmpty(); line = in.readLine()) {
                        number = line.startsWith("CSeq") ? line : number;
                    }
                    client.getOutputStream().write(answer(request, number).getBytes(StandardCharsets.US_ASCII));
                }
            } catch (IOException e) {
                // The client, or the test, has gone.
            }
        }
    }

    private String answer(String request, String number) {
        if (request.contains("/moved")) {
            return "RTSP/1.0 302 Moved\r\n" + number + "\r\nLocation: " + inside() + "\r\n\r\n";
        }
        String more =
                request.startsWith("SETUP") ? "Session: 1\r\nTransport: RTP/AVP/TCP;unicast;interleaved=0-1\r\n" : "";
        String content = request.startsWith("DESCRIBE") ? SDP : "";
        return "RTSP/1.0 200 OK\r\n" + number + "\r\n" + more + "Content-Type: application/sdp\r\nContent-Length: "
                + content.length() + "\r\n\r\n" + content;
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
