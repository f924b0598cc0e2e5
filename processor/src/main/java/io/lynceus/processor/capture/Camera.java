package io.lynceus.processor.capture;

import io.lynceus.processor.config.CameraConfig;
import io.lynceus.processor.config.Redacted;
import io.lynceus.vision.Reason;
import io.lynceus.vision.UserError;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/**
 * A camera by name.
 *
 * @param name unique in the deployment, the key of its records: letters, digits, dot, dash, underscore
 * @param source URL, or path of a file
 * @param transport of an RTSP source
 * @param stall a URL that gives no packet for so long is connected again; 1 s to 1 h
 * @param trust whom a source that speaks TLS may be
 * @param rate how many pictures a second are fetched from a URL that gives one at a time; 0.001 to 50
 * @param reach where a URL may lead
 */
public record Camera(
        String name, String source, Transport transport, Duration stall, Trust trust, double rate, Reach reach) {
    /** The stall of a camera that is given without one. */
    public static final Duration USUAL_STALL = Duration.ofSeconds(10);

    /** The rate of a camera that is given without one. */
    public static final double USUAL_RATE = 1;

    private static final double LEAST_RATE = 0.001;
    private static final double HIGHEST_RATE = 50;
    private static final Duration SHORTEST_STALL = Duration.ofSeconds(1);
    private static final Duration LONGEST_STALL = Duration.ofHours(1);

    public Camera {
        if (!name.matches("[A-Za-z0-9._-]{1,200}")) {
            throw new UserError("name: '" + Redacted.text(name, List.of(name))
                    + "' is not one of letters, digits, dot, dash and underscore, at most 200");
        }
        if (source.isBlank()) {
            throw new UserError("url: is missing (camera " + name + ")");
        }
        try {
            new Source(source).check();
            trust.check(new Source(source));
        } catch (UserError e) {
            throw new UserError("camera " + name + ": " + e.getMessage(), e);
        }
        if (stall.compareTo(SHORTEST_STALL) < 0 || stall.compareTo(LONGEST_STALL) > 0) {
            throw new UserError(
                    "stall: " + stall.toMillis() / 1000.0 + " is not from 1 to 3600 seconds (camera " + name + ")");
        }
        if (!(rate >= LEAST_RATE && rate <= HIGHEST_RATE)) {
            throw new UserError("rate: " + rate + " is not from 0.001 to 50 pictures a second (camera " + name + ")");
        }
    }

    /** At the usual rate, anywhere. */
    public Camera(String name, String source, Transport transport, Duration stall, Trust trust) {
        this(name, source, transport, stall, trust, USUAL_RATE, Reach.ANYWHERE);
    }

    /** Over TCP, with the usual stall, with TLS only when its certificate is one that Java trusts. */
    public Camera(String name, String source) {
        this(name, source, Transport.TCP, USUAL_STALL, Trust.USUAL);
    }

    /** @param text NAME=URL or NAME=FILE */
    public static Camera parse(String text) {
        int equals = text.indexOf('=');
        if (equals < 1 || text.substring(0, equals).contains("/")) {
            throw new UserError("--camera " + Redacted.text(text, List.of(text)) + ": write NAME=URL or NAME=FILE");
        }
        try {
            return new Camera(text.substring(0, equals), text.substring(equals + 1));
        } catch (UserError e) {
            throw new UserError("--camera " + Redacted.text(text, List.of(text)) + ": " + e.getMessage(), e);
        }
    }

    /**
     * A camera with everything that its configuration leaves out.
     *
     * @param where put before what is wrong
     * @param reach where its URL may lead
     * @throws UserError when name or URL is missing or no good
     */
    public static Camera of(String where, CameraConfig camera, Reach reach) {
        String name = camera.name();
        String url = camera.url();
        if (name == null) {
            throw new UserError(where + "name: is missing");
        }
        if (url == null || url.isBlank()) {
            throw new UserError(where + "url: is missing (camera " + name + ")");
        }
        Double stall = camera.stall();
        Double rate = camera.rate();
        String transport = camera.transport();
        String ca = camera.ca();
        try {
            return new Camera(
                    name,
                    withUser(url, camera),
                    transport == null ? Transport.TCP : Transport.valueOf(transport.toUpperCase(Locale.ROOT)),
                    stall == null ? USUAL_STALL : Duration.ofMillis(Math.round(stall * 1000)),
                    new Trust(!Boolean.FALSE.equals(camera.verify()), ca == null ? null : Path.of(ca)),
                    rate == null ? USUAL_RATE : rate,
                    reach);
        } catch (UserError e) {
            throw new UserError(where + e.getMessage(), e);
        }
    }

    private static String withUser(String url, CameraConfig camera) {
        String user = camera.user();
        if (user == null) {
            return url;
        }
        String file = camera.passwordFile();
        String password = file == null ? camera.password() : content(Path.of(file));
        return new Source(url).as(user, password == null ? "" : password).location();
    }

    private static String content(Path file) {
        try {
            return Files.readString(file).replaceFirst("\\R$", "");
        } catch (IOException e) {
            throw new UserError("passwordFile: " + file + " cannot be read: " + Reason.of(e), e);
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
