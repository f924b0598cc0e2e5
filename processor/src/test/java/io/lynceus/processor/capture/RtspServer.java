package io.lynceus.processor.capture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;

/** GStreamer's RTSP server in a process of its own, which can be killed, held and started again on its port. */
public final class RtspServer implements AutoCloseable {
    private final Path clip;
    private final List<String> credentials;
    private Process process;
    private final int port;

    private RtspServer(Path clip, List<String> credentials) throws IOException {
        this.clip = clip;
        this.credentials = credentials;
        this.process = launch(0);
        this.port = awaitReady();
    }

    /** Skips the test where the packages are missing. */
    public static void assumeInstalled() {
        String missing;
        try {
            Process check = python(List.of("--check"));
            missing = new String(check.getErrorStream().readAllBytes(), StandardCharsets.UTF_8).strip();
            missing = check.waitFor() == 0 ? "" : missing.isEmpty() ? "python3" : missing;
        } catch (IOException e) {
            missing = String.valueOf(e.getMessage());
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        Assumptions.assumeTrue(
                missing.isEmpty(),
                "needs python3-gi gir1.2-gst-rtsp-server-1.0 gstreamer1.0-rtsp gstreamer1.0-plugins-good"
                        + " gstreamer1.0-plugins-bad glib-networking: " + missing);
    }

    /**
     * Returns when it listens.
     *
     * @param clip H.264 in MP4
     * @param credentials user and password, or nothing
     */
    public static RtspServer start(Path clip, String... credentials) throws IOException {
        return new RtspServer(clip, List.of(credentials));
    }

    private static Process python(List<String> arguments) throws IOException {
        try {
            List<String> command = new ArrayList<>();
            // Debian's own, which alone has the bindings.
            command.add(Files.isExecutable(Path.of("/usr/bin/python3")) ? "/usr/bin/python3" : "python3");
            command.add(Path.of(Objects.requireNonNull(RtspServer.class.getResource("/rtsp/camera.py"))
                            .toURI())
                    .toString());
            command.addAll(arguments);
            return new ProcessBuilder(command).start();
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private Process launch(int onPort) throws IOException {
        List<String> arguments = new ArrayList<>(List.of(Integer.toString(onPort), clip.toString()));
        arguments.addAll(credentials);
        return python(arguments);
    }

    private int awaitReady() throws IOException {
        BufferedReader out =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        String line = out.readLine();
        assertThat(line).startsWith("ready ");
        return Integer.parseInt(line.substring("ready ".length()));
    }

    /** @param credentials empty, or user:password@ */
    public String url(String credentials) {
        return "rtsp://" + credentials + "127.0.0.1:" + port + "/camera";
    }

    /** kill -9. */
    public void kill() throws InterruptedException {
        process.destroyForcibly();
        assertThat(process.waitFor(5, TimeUnit.MINUTES)).isTrue();
    }

    /** On the same port. */
    public void restart() throws IOException {
        process = launch(port);
        assertThat(awaitReady()).isEqualTo(port);
    }

    /** It no longer answers, and its connections stay open. */
    public void hold() throws IOException, InterruptedException {
        signal("STOP");
    }

    /** It goes on. */
    public void release() throws IOException, InterruptedException {
        signal("CONT");
    }

    private void signal(String name) throws IOException, InterruptedException {
        Process kill = new ProcessBuilder("kill", "-" + name, Long.toString(process.pid())).start();
        assertThat(kill.waitFor()).isZero();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
