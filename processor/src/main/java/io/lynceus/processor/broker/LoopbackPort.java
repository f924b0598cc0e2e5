package io.lynceus.processor.broker;

import io.lynceus.vision.RunError;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;

/** Ports of the loopback address. */
final class LoopbackPort {
    static final String HOST = "127.0.0.1";

    private LoopbackPort() {}

    /**
     * Finds out now, with a message that helps, whether a port can be listened on.
     *
     * @param wanted the port, 0 for any free one
     * @return a port that was free a moment ago
     * @throws RunError when it is taken
     */
    static int claim(int wanted) {
        try (ServerSocket socket = new ServerSocket(wanted, 1, InetAddress.getByName(HOST))) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new RunError(
                    "port " + wanted + " of " + HOST + " is taken: stop what uses it, or choose another for the broker",
                    e);
        }
    }
}
