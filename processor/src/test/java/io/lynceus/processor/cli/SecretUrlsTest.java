package io.lynceus.processor.cli;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.lynceus.processor.capture.Camera;
import io.lynceus.processor.capture.CameraRules;
import io.lynceus.processor.capture.Cameras;
import io.lynceus.processor.capture.CamerasFile;
import io.lynceus.processor.capture.Capture;
import io.lynceus.processor.capture.CaptureOptions;
import io.lynceus.processor.capture.PacketSink;
import io.lynceus.processor.capture.Reach;
import io.lynceus.processor.capture.StatusSink;
import io.lynceus.processor.config.CaptureConfig;
import io.lynceus.processor.config.ConfigFile;
import io.lynceus.processor.config.ConfigText;
import io.lynceus.processor.config.HttpAddress;
import io.lynceus.processor.web.CameraControl;
import io.lynceus.processor.web.OperatorServer;
import io.lynceus.schemas.avro.EncodedPacket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;

/** Whatever a camera's URL is like, what is secret in it comes out nowhere: seed in the message. */
class SecretUrlsTest {
    private static final int URLS = 10_000;
    private static final int THOROUGH = 100;

    @TempDir
    private Path folder;

    private final ObjectMapper json = new ObjectMapper();
    private final Queue<String> said = new ConcurrentLinkedQueue<>();
    private final Memory memory = new Memory();
    private final CommandLine main = Main.commandLine();
    private final HttpClient client = HttpClient.newHttpClient();
    private int turn;
    private final PacketSink nowhere = new PacketSink() {
        @Override
        public void send(EncodedPacket packet) {}

        @Override
        public void flush() {}
    };

    private final class Memory extends AppenderBase<ILoggingEvent> {
        @Override
        protected void append(ILoggingEvent event) {
            said.add(event.getFormattedMessage() + " " + event.getKeyValuePairs() + " " + event.getThreadName());
        }
    }

    @BeforeEach
    void listen() {
        Logger root = root();
        memory.setContext(root.getLoggerContext());
        memory.start();
        root.addAppender(memory);
        root.getLoggerContext().getLogger("io.lynceus").setLevel(Level.DEBUG);
    }

    @AfterEach
    void listenNoMore() {
        root().detachAppender(memory);
        root().getLoggerContext().getLogger("io.lynceus").setLevel(Level.WARN);
    }

    private static Logger root() {
        return ((LoggerContext) LoggerFactory.getILoggerFactory()).getLogger(Logger.ROOT_LOGGER_NAME);
    }

    @Test
    void noSecretComesOutAnywhere() throws Exception {
        long seed = ThreadLocalRandom.current().nextLong();
        SecretUrl.Maker maker = new SecretUrl.Maker(new Random(seed));
        try (Cameras cameras = new Cameras(CaptureOptions.DEFAULT, nowhere, this::told, Clock.systemUTC());
                OperatorServer control = OperatorServer.open(HttpAddress.parse("0"))) {
            CameraControl.add(control, cameras, new CameraRules(List.of(), Reach.ANYWHERE));
            for (int i = 0; i < URLS; i++) {
                SecretUrl one = maker.next();
                said.clear();
                named(one.url());
                configured(one.url());
                // SRT takes seconds to find nobody there.
                if (i % THOROUGH == 0 && !one.url().startsWith("srt")) {
                    typed(one.url());
                    captured(one.url());
                    put(URI.create(control.address() + "/cameras"), one.url());
                }
                for (String secret : one.secrets()) {
                    assertThat(said.stream()
                                    .filter(text -> text.contains(secret))
                                    .findFirst())
                            .as("seed %d, URL %d: %s, secret %s", seed, i, one.url(), secret)
                            .isEmpty();
                }
            }
        }
        assertThat(said).isNotEmpty();
    }

    private void told(io.lynceus.schemas.avro.CameraStatus status) {
        said.add(status.toString());
    }

    private void named(String url) {
        for (String text : List.of("gate=" + url, url, "a b=" + url)) {
            trying(() -> said.add(Camera.parse(text).toString()));
        }
    }

    /** As a URL, and where none belongs. */
    private void configured(String url) {
        String quoted = quoted(url);
        List<String> entries = List.of(
                "{name: gate, url: " + quoted + "}",
                "{name: " + quoted + ", url: a}",
                "{name: gate, url: a, stall: " + quoted + "}",
                "{name: gate, url: a, transport: " + quoted + "}",
                "{name: gate, url: a, verify: " + quoted + "}",
                "{name: gate, url: rtsp://h/, user: u, password: " + quoted + "}",
                quoted,
                "{name: gate, url: [" + quoted,
                "[" + quoted + "]");
        for (String entry : List.of(entries.get(0), entries.get(1 + turn++ % (entries.size() - 1)))) {
            byte[] file = ("cameras:\n- " + entry + "\n").getBytes(StandardCharsets.UTF_8);
            trying(() -> {
                CaptureConfig config = ConfigFile.parse("cameras.yaml", file, List.of(), CaptureConfig.class);
                said.add(config.toString());
                said.addAll(ConfigText.lines(config));
                CamerasFile.cameras("cameras.yaml", config).forEach(camera -> said.add(camera.toString()));
            });
        }
    }

    private void typed(String url) throws Exception {
        for (String[] arguments : new String[][] {
            {"detect", url},
            {"detect", "clip.mp4", url},
            {"detect", "clip.mp4", "--threads", url},
            {"detect", "clip.mp4", "--threads=" + url},
            {"capture", "--camera", url},
            {"capture", "--camera=gate=" + url, "--buffer", "0"},
            {"capture", "--buffer=" + url},
            {"capture", "--set", url},
            {"capture", "--set", "buffer=" + url},
            {url},
        }) {
            Verb verb = Verb.run(main, arguments);
            said.add(verb.out());
            said.add(verb.err());
        }
        Path file =
                Files.writeString(folder.resolve("c.yaml"), "cameras:\n- {name: a, url: x, rate: " + quoted(url) + "}");
        said.add(Verb.run(main, "capture", "--config", file.toString()).err());
    }

    private void captured(String url) {
        trying(() -> {
            Camera camera = new Camera("gate", url);
            try (Capture capture = Capture.start(
                    camera, CaptureOptions.DEFAULT, nowhere, (StatusSink) this::told, Clock.systemUTC())) {
                capture.await(Duration.ofMinutes(5));
            }
        });
    }

    private void put(URI cameras, String url) throws Exception {
        for (String body : List.of(
                "{\"url\": " + quoted(url) + "}",
                "{\"url\": \"rtsp://127.0.0.1:1/\", \"rate\": " + quoted(url) + "}",
                "{\"url\": \"rtsp://127.0.0.1:1/\", \"user\": \"u\", \"password\": " + quoted(url) + "}",
                quoted(url),
                url)) {
            HttpRequest request = HttpRequest.newBuilder(URI.create(cameras + "/gate"))
                    .header("Content-Type", "application/json")
                    .PUT(HttpRequest.BodyPublishers.ofString(body))
                    .build();
            said.add(client.send(request, HttpResponse.BodyHandlers.ofString()).body());
        }
        HttpRequest look = HttpRequest.newBuilder(cameras).build();
        said.add(client.send(look, HttpResponse.BodyHandlers.ofString()).body());
    }

    private String quoted(String text) {
        try {
            return json.writeValueAsString(text);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private void trying(Runnable work) {
        try {
            work.run();
        } catch (RuntimeException e) {
            for (Throwable cause = e; cause != null; cause = cause.getCause()) {
                said.add(cause.toString());
            }
        }
    }
}
