package io.lynceus.processor.capture;

import io.lynceus.processor.config.Redacted;
import io.lynceus.vision.UserError;
import java.time.Duration;

/**
 * A camera by name.
 *
 * @param name unique in the deployment, the key of its records: letters, digits, dot, dash, underscore
 * @param source URL, or path of a file
 * @param transport of an RTSP source
 * @param stall a URL that gives no packet for so long is connected again; 1 s to 1 h
 * @param trust whom a source that speaks TLS may be
 */
public record Camera(String name, String source, Transport transport, Duration stall, Trust trust) {
    /** The stall of a camera that is given without one. */
    public static final Duration USUAL_STALL = Duration.ofSeconds(10);

    private static final Duration SHORTEST_STALL = Duration.ofSeconds(1);
    private static final Duration LONGEST_STALL = Duration.ofHours(1);

    public Camera {
        if (!name.matches("[A-Za-z0-9._-]{1,200}")) {
            throw new UserError("camera name '" + Redacted.url(name)
                    + "': only letters, digits, dot, dash and underscore, at most 200");
        }
        if (source.isBlank()) {
            throw new UserError("camera " + name + ": no URL or file after the '='");
        }
        try {
            trust.check(new Source(source));
        } catch (UserError e) {
            throw new UserError("camera " + name + ": " + e.getMessage(), e);
        }
        if (stall.compareTo(SHORTEST_STALL) < 0 || stall.compareTo(LONGEST_STALL) > 0) {
            throw new UserError("camera " + name + ": a stall of " + stall.toMillis() / 1000.0
                    + " s is not from 1 to 3600 seconds");
        }
    }

    /** Over TCP, with the usual stall, with TLS only when its certificate is one that Java trusts. */
    public Camera(String name, String source) {
        this(name, source, Transport.TCP, USUAL_STALL, Trust.USUAL);
    }

    /** @param text NAME=URL or NAME=FILE */
    public static Camera parse(String text) {
        int equals = text.indexOf('=');
        if (equals < 1) {
            throw new UserError("--camera " + Redacted.url(text) + ": write NAME=URL or NAME=FILE");
        }
        return new Camera(text.substring(0, equals), text.substring(equals + 1));
    }

    /** True for a URL, false for a file. */
    public boolean live() {
        return new Source(source).isUrl();
    }

    /** Without the source's credentials. */
    @Override
    public String toString() {
        return name + "=" + Redacted.url(source);
    }
}
