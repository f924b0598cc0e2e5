package io.lynceus.processor.broker;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;

/** A port for a broker that is stopped and started again: not one that the system gives to clients meanwhile. */
public final class SteadyPort {
    private static final int LOWEST = 20_000;
    private static final int HIGHEST = 32_000;

    private SteadyPort() {}

    /** A port of 127.0.0.1 that nobody listens on. */
    public static int find() {
        while (true) {
            int port = ThreadLocalRandom.current().nextInt(LOWEST, HIGHEST);
            try (ServerSocket free = new ServerSocket(port, 1, InetAddress.getByName("127.0.0.1"))) {
                return free.getLocalPort();
            } catch (IOException e) {
                // taken: another
            }
        }
    }
}
