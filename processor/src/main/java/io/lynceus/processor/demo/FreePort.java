package io.lynceus.processor.demo;

import io.lynceus.vision.RunError;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Finds ports of 127.0.0.1 before anything is started, so that a taken one is known at once. */
final class FreePort {
    private static final int TRIES = 50;

    private FreePort() {}

    /**
     * The port asked for, or else the usual one, or else the next free one after it.
     *
     * @param asked as given by the user, 0 for any; null when not given
     * @param say told in a line when it is not the usual one
     * @throws RunError when the port asked for is taken
     */
    static int find(String option, @Nullable Integer asked, int usual, Consumer<String> say) {
        if (asked != null) {
            return claim(option, asked);
        }
        for (int port = usual; port < usual + TRIES; port++) {
            if (free(port) > 0) {
                if (port != usual) {
                    say.accept("port " + usual + " is taken, using " + port + " (" + option + " to choose)");
                }
                return port;
            }
        }
        throw new RunError(
                "ports " + usual + " to " + (usual + TRIES - 1) + " are all taken: choose another with " + option);
    }

    private static int claim(String option, int asked) {
        int port = free(asked);
        if (port < 0) {
            throw new RunError("port " + asked + " is taken or not allowed: choose another with " + option);
        }
        return port;
    }

    private static int free(int port) {
        try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getByName("127.0.0.1"))) {
            return socket.getLocalPort();
        } catch (IOException e) {
            return -1;
        }
    }
}
