package io.lynceus.processor.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.lynceus.processor.broker.SteadyPort;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;

/** Apicurio's registry as a process of its own, where {@code .ci/run} has unpacked it. */
final class Apicurio implements AutoCloseable {
    private static final Path FOLDER = Path.of(
            System.getProperty("lynceus.cache", System.getProperty("user.home") + "/.cache/lynceus"), "apicurio");
    private static final Path JAR = FOLDER.resolve("apicurio-registry-app-2.6.13.Final-runner.jar");

    private final Process process;
    private final String url;

    private Apicurio(Process process, String url) {
        this.process = process;
        this.url = url;
    }

    static boolean there() {
        return Files.exists(JAR);
    }

    /**
     * Returns when it answers.
     *
     * @param log what it says goes there
     */
    static Apicurio start(Path log) throws IOException {
        int port = SteadyPort.find();
        ProcessBuilder builder = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UnlockDiagnosticVMOptions",
                        "-XX:-BytecodeVerificationRemote",
                        "-Xmx300m",
                        "-jar",
                        JAR.toString())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        builder.environment().put("QUARKUS_HTTP_HOST", "127.0.0.1");
        builder.environment().put("QUARKUS_HTTP_PORT", Integer.toString(port));
        Apicurio registry = new Apicurio(builder.start(), "http://127.0.0.1:" + port + "/apis/ccompat/v7");
        await().ignoreExceptions().until(() -> !registry.process.isAlive() || registry.answers());
        assertThat(registry.process.isAlive()).as(() -> said(log)).isTrue();
        return registry;
    }

    private static String said(Path log) {
        try {
            return Files.readString(log);
        } catch (IOException e) {
            return "no log: " + e;
        }
    }

    private boolean answers() throws IOException, InterruptedException {
        HttpRequest request =
                HttpRequest.newBuilder(URI.create(url + "/subjects")).build();
        return HttpClient.newHttpClient()
                        .send(request, HttpResponse.BodyHandlers.discarding())
                        .statusCode()
                == 200;
    }

    /** For Confluent's clients. */
    String url() {
        return url;
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
