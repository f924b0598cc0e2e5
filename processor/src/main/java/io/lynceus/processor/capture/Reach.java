package io.lynceus.processor.capture;

import io.lynceus.vision.UserError;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;

/** Where a camera's URL may lead. */
public enum Reach {
    /** To any host that this machine can reach. */
    ANYWHERE,
    /** To hosts on the internet: not to this machine, nor to a private, link-local or multicast address. */
    PUBLIC;

    private static final int UNIQUE_LOCAL = 0xfc;

    /**
     * Looks the host up, which may take seconds. What is at the address is not asked.
     *
     * @throws UserError when the source leads elsewhere
     */
    void check(Source source) {
        if (this == ANYWHERE || !source.isUrl()) {
            return;
        }
        try {
            for (InetAddress address : InetAddress.getAllByName(source.hostName())) {
                if (isInside(address)) {
                    throw new UserError(source + ": only hosts with a public address are allowed here");
                }
            }
        } catch (UnknownHostException e) {
            // FFmpeg will not find it either.
        }
    }

    private static boolean isInside(InetAddress address) {
        byte[] bytes = address.getAddress();
        boolean uniqueLocal = address instanceof Inet6Address && (bytes[0] & 0xfe) == UNIQUE_LOCAL;
        // 100.64.0.0/10, of providers and of private networks over the internet.
        boolean shared = bytes.length == 4 && bytes[0] == 100 && (bytes[1] & 0xc0) == 64;
        return uniqueLocal
                || shared
                || bytes[0] == 0 && bytes.length == 4
                || address.isAnyLocalAddress()
                || address.isLoopbackAddress()
                || address.isLinkLocalAddress()
                || address.isSiteLocalAddress()
                || address.isMulticastAddress();
    }
}
