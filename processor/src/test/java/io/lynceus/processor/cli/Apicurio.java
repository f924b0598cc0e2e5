package io.lynceus.processor.cli;

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

    static Apicurio start() throws IOException {
        int port = SteadyPort.find();
        ProcessBuilder builder = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-Xmx300m",
                        "-jar",
                        JAR.toString())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD);
        builder.environment().put("QUARKUS_HTTP_HOST", "127.0.0.1");
        builder.environment().put("QUARKUS_HTTP_PORT", Integer.toString(port));
        Apicurio registry = new Apicurio(builder.start(), "http://127.0.0.1:" + port + "/apis/ccompat/v7");
        await().ignoreExceptions().until(registry::answers);
        return registry;
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
