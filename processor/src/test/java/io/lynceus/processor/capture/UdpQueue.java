package io.lynceus.processor.capture;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/** What waits at a UDP port of this machine to be taken by its program, as Linux tells. */
final class UdpQueue {
    private static final List<Path> TABLES = List.of(Path.of("/proc/net/udp"), Path.of("/proc/net/udp6"));
    private static final long LOOK_NANOS = 100_000;

    private UdpQueue() {}

    /** Returns when nothing waits there any more, or nobody listens there. Where no Linux tells, at once. */
    static void awaitTaken(int port) throws IOException, InterruptedException {
        while (waits(port)) {
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
            LockSupport.parkNanos(LOOK_NANOS);
        }
    }

    /** A line is like {@code 12: 0100007F:1F90 00000000:0000 07 00000000:00000D00 ...}, all of it hexadecimal. */
    private static boolean waits(int port) throws IOException {
        String local = ":%04X".formatted(port);
        for (Path table : TABLES) {
            if (Files.exists(table)) {
                for (String line : Files.readAllLines(table)) {
                    String[] words = line.strip().split("\\s+");
                    if (words[1].endsWith(local) && !words[4].endsWith(":00000000")) {
                        return true;
                    }
                }
            }
        }
        return false;
    }
}
