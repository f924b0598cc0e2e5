package io.lynceus.processor.cli;

import io.lynceus.processor.config.HttpAddress;
import io.lynceus.processor.web.OperatorServer;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Where instances' pages are, as they tell each other, HOST:PORT. Of a page that only its own machine reaches the host
 * is that machine's name and a suffix: to others an address such as 127.0.0.1 would mean themselves.
 */
final class PageAddress {
    private static final Set<String> EVERYWHERE = Set.of("0.0.0.0", "::", "0:0:0:0:0:0:0:0");
    /** All names below it are the machine's own that asks (RFC 6761). */
    private static final String HERE = ".localhost";

    private PageAddress() {}

    /** What the others are told; null when this machine has no name. */
    static @Nullable String told(OperatorServer server) {
        HttpAddress address = HttpAddress.parse(server.address().getAuthority());
        String machine = machine();
        if (server.isHere()) {
            return machine == null ? null : new HttpAddress(machine + HERE, address.port()).toString();
        }
        if (!EVERYWHERE.contains(address.host())) {
            return address.toString();
        }
        return machine == null ? null : new HttpAddress(machine, address.port()).toString();
    }

    /** Where a browser on this machine finds a page; null when it cannot, as that of another machine alone. */
    static @Nullable String found(String told) {
        HttpAddress address = HttpAddress.parse(told);
        if (!address.host().endsWith(HERE)) {
            return told;
        }
        return address.host().equals(machine() + HERE) ? new HttpAddress("localhost", address.port()).toString() : null;
    }

    private static @Nullable String machine() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return null;
        }
    }
}
