package io.lynceus.processor.capture;

import io.lynceus.vision.UserError;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Whom a camera that speaks TLS may be.
 *
 * @param verify false for anybody, which keeps listeners out and nobody who is in between
 * @param authorities PEM file of the certificates that vouch for the camera, its own if it signed that itself; null for
 *     those that Java trusts. For a URL with an address instead of a name, whatever they vouch for is taken
 */
record Trust(boolean verify, @Nullable Path authorities) {
    /** Cameras whose certificate is vouched for by one of Java's authorities. */
    static final Trust USUAL = new Trust(true, null);

    /**
     * Sees that a source can be verified as this asks. FFmpeg holds a certificate against a host's name and not against
     * an address, for which any certificate of any of Java's authorities would do.
     *
     * @throws UserError when it cannot
     */
    void check(Source source) {
        if (authorities != null && !Files.isReadable(authorities)) {
            throw new UserError("ca: " + authorities + " cannot be read");
        }
        if (verify && authorities == null && source.isTls() && source.isAddress()) {
            throw new UserError(
                    source + ": nobody can vouch for an address: name the host, give the PEM file of its own"
                            + " certificate with ca:, or take any with verify: false");
        }
    }

    /** The PEM file for FFmpeg. */
    Path file() {
        return authorities == null ? JavaAuthorities.file() : authorities;
    }
}
