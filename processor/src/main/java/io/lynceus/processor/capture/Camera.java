package io.lynceus.processor.capture;

import io.lynceus.processor.config.CameraConfig;
import io.lynceus.processor.config.Redacted;
import io.lynceus.vision.UserError;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;

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
            throw new UserError("name: '" + Redacted.url(name)
                    + "' is not one of letters, digits, dot, dash and underscore, at most 200");
        }
        if (source.isBlank()) {
            throw new UserError("url: is missing (camera " + name + ")");
        }
        try {
            trust.check(new Source(source));
        } catch (UserError e) {
            throw new UserError("camera " + name + ": " + e.getMessage(), e);
        }
        if (stall.compareTo(SHORTEST_STALL) < 0 || stall.compareTo(LONGEST_STALL) > 0) {
            throw new UserError(
                    "stall: " + stall.toMillis() / 1000.0 + " is not from 1 to 3600 seconds (camera " + name + ")");
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
        try {
            return new Camera(text.substring(0, equals), text.substring(equals + 1));
        } catch (UserError e) {
            throw new UserError("--camera " + Redacted.url(text) + ": " + e.getMessage(), e);
        }
    }

    /**
     * A camera with everything that its configuration leaves out.
     *
     * @param where put before what is wrong
     * @throws UserError when name or URL is missing or no good
     */
    public static Camera of(String where, CameraConfig camera) {
        String name = camera.name();
        String url = camera.url();
        if (name == null) {
            throw new UserError(where + "name: is missing");
        }
        if (url == null || url.isBlank()) {
            throw new UserError(where + "url: is missing (camera " + name + ")");
        }
        Double stall = camera.stall();
        String transport = camera.transport();
        String ca = camera.ca();
        try {
            return new Camera(
                    name,
                    url,
                    transport == null ? Transport.TCP : Transport.valueOf(transport.toUpperCase(Locale.ROOT)),
                    stall == null ? USUAL_STALL : Duration.ofMillis(Math.round(stall * 1000)),
                    new Trust(!Boolean.FALSE.equals(camera.verify()), ca == null ? null : Path.of(ca)));
        } catch (UserError e) {
            throw new UserError(where + e.getMessage(), e);
        }
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
