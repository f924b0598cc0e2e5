package io.lynceus.processor.kafka;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;

/** A port that takes connections and says nothing, until it is at leisure: then it passes all on to another port. */
final class BusyPort implements AutoCloseable {
    private final ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());

    BusyPort() throws IOException {}

    String address() {
        return "127.0.0.1:" + server.getLocalPort();
    }

    void passOn(int port) {
        daemon(() -> {
            while (true) {
                Socket client = server.accept();
                Socket other = new Socket(InetAddress.getLoopbackAddress(), port);
                pump(client.getInputStream(), other.getOutputStream());
                pump(other.getInputStream(), client.getOutputStream());
            }
        });
    }

    private static void pump(InputStream from, OutputStream to) {
        daemon(() -> from.transferTo(to));
    }

    private interface Work {
        void run() throws IOException;
    }

    private static void daemon(Work work) {
        Thread thread = new Thread(() -> {
            try {
                work.run();
            } catch (IOException e) {
                // One of the two, or the test, has gone.
            }
        });
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
