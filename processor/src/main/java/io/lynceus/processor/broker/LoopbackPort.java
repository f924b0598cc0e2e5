package io.lynceus.processor.broker;

import io.lynceus.vision.RunError;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;

/** Ports of the loopback address. */
final class LoopbackPort {
    static final String HOST = "127.0.0.1";

    /**
     * Below the ports that systems give to clients: a broker that starts must not find one of its own clients there.
     */
    private static final int LOWEST = 20_000;

    private static final int HIGHEST = 32_000;
    private static final int TRIES = 100;

    /** A port that is to be listened on soon is still free: who claims several is not given it twice. */
    private static final Set<Integer> CLAIMED = ConcurrentHashMap.newKeySet();

    private LoopbackPort() {}

    /**
     * Finds out now, with a message that helps, whether a port can be listened on.
     *
     * @param wanted the port, 0 for any that is free and not one that clients are given
     * @return a port that was free a moment ago; of those for 0 each is another, and none was wanted before
     * @throws RunError when it is taken
     */
    static int claim(int wanted) {
        for (int tried = 0; wanted == 0 && tried < TRIES; tried++) {
            int port = ThreadLocalRandom.current().nextInt(LOWEST, HIGHEST);
            if (isFree(port) && CLAIMED.add(port)) {
                return port;
            }
        }
        if (wanted == 0 || !isFree(wanted)) {
            String said = wanted == 0
                    ? "no free port from " + LOWEST + " to " + HIGHEST + " was found on " + HOST
                    : "port " + wanted + " of " + HOST + " is taken";
            throw new RunError(said + ": stop what uses it, or choose another for the broker");
        }
        CLAIMED.add(wanted);
        return wanted;
    }

    private static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getByName(HOST))) {
            return socket.isBound();
        } catch (IOException e) {
            return false;
        }
    }
}
