package io.lynceus.processor.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lynceus.processor.broker.SteadyPort;
import io.lynceus.processor.decode.TestClips;
import io.lynceus.processor.kafka.Broker;
import io.lynceus.processor.kafka.EventReader;
import io.lynceus.processor.ledger.CameraLedger;
import io.lynceus.schemas.avro.FrameDetections;
import io.lynceus.schemas.avro.FrameStatus;
import io.lynceus.vision.RunError;
import io.lynceus.vision.UserError;
import io.lynceus.vision.engine.Convention;
import io.lynceus.vision.engine.TinyModel;
import io.lynceus.vision.engine.choice.EngineKind;
import io.lynceus.vision.engine.choice.Engines;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The demo in this process, on a clip made here and a model of a few constants. */
class DemoIT {
    private static final int FRAMES = 25;

    @TempDir
    static Path folder;

    private static Path clip;
    private static Path model;

    private final StringWriter printed = new StringWriter();
    private final List<CameraLedger> ledger = new ArrayList<>();
    private final CountDownLatch stop = new CountDownLatch(1);

    @BeforeAll
    static void prepare() throws IOException {
        clip = TestClips.write(folder.resolve("clip.mp4"), 160, 120, FRAMES);
        model = TinyModel.street(folder.resolve("tiny.onnx"));
    }

    @Test
    void endsWithTheFilesAndEveryFrameHasOneEvent() throws Exception {
        assertThat(run(List.of(clip.toString(), "second=" + clip), model, 0, 0, false))
                .isZero();
        assertThat(ledger).extracting(CameraLedger::camera).containsExactly("clip", "second");
        assertThat(ledger).allMatch(CameraLedger::balanced).allMatch(camera -> camera.captured() == FRAMES);
        assertThat(printed.toString())
                .contains("loading the model " + model, "model ready: tiny 1", "broker ready at 127.0.0.1:")
                .contains("Page    http://127.0.0.1:", "./lynceus tail --bootstrap 127.0.0.1:")
                .contains("first detection");
    }

    @Test
    void aSecondClientReadsTheEventsAndAWishToEndIsHeard() throws Exception {
        int port = SteadyPort.find();
        CompletableFuture<Integer> demo =
                CompletableFuture.supplyAsync(() -> run(List.of(clip.toString()), model, 0, port, true));
        List<FrameDetections> events = new ArrayList<>();
        try (EventReader client = open(Broker.at("127.0.0.1:" + port), demo)) {
            while (events.size() < 2 * FRAMES && !demo.isDone()) {
                events.addAll(client.poll(Duration.ofMillis(200)));
            }
        }
        stop.countDown();
        assertThat(demo.get(5, TimeUnit.MINUTES)).isZero();
        assertThat(events).hasSizeGreaterThanOrEqualTo(2 * FRAMES);
        assertThat(events).allSatisfy(event -> {
            assertThat(event.getStatus()).isEqualTo(FrameStatus.DETECTED);
            assertThat(event.getModel().getName()).isEqualTo("tiny");
            assertThat(event.getDetections()).extracting("label").containsExactly("person", "person", "car");
        });
        assertThat(ledger).singleElement().matches(CameraLedger::balanced);
    }

    @Test
    void takenPortsAreOneLineThatNamesTheOption() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            int port = taken.getLocalPort();
            assertThatThrownBy(() -> run(List.of(clip.toString()), model, port, 0, false))
                    .isInstanceOf(RunError.class)
                    .hasMessage("port " + port + " is taken or not allowed: choose another with --port");
            assertThatThrownBy(() -> run(List.of(clip.toString()), model, 0, port, false))
                    .isInstanceOf(RunError.class)
                    .hasMessage("port " + port + " is taken or not allowed: choose another with --broker-port");
        }
    }

    @Test
    void aFileThatIsNoVideoIsToldBeforeAnythingRuns() throws Exception {
        Path text = Files.writeString(folder.resolve("notes.avi"), "not a video");
        assertThatThrownBy(() -> run(List.of(text.toString()), model, 0, 0, false))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("notes.avi");
        assertThat(printed.toString()).doesNotContain("Page ");
    }

    @Test
    void aCameraThatCannotBeReachedIsARunErrorWithoutItsPassword() throws Exception {
        String url = "rtsp://admin:secret@127.0.0.1:" + SteadyPort.find() + "/stream";
        assertThatThrownBy(() -> run(List.of(url), model, 0, 0, false))
                .isInstanceOf(RunError.class)
                .hasMessageContaining("127.0.0.1")
                .hasMessageNotContaining("secret");
        assertThat(printed.toString()).doesNotContain("secret");
    }

    private int run(List<String> cameras, Path file, int port, int brokerPort, boolean loop) {
        DemoOptions options = new DemoOptions(
                cameras,
                loop,
                file,
                Convention.AUTO,
                new Engines(EngineKind.ONNXRUNTIME, folder, why -> {}),
                port,
                brokerPort,
                null);
        Terminal terminal = new Terminal(new PrintWriter(printed, true), false);
        Stop wish = time -> {
            try {
                return stop.await(time.toMillis(), TimeUnit.MILLISECONDS);
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
        };
        try {
            return new Demo(options, terminal, wish, lines -> {
                        ledger.addAll(lines);
                        return List.of();
                    })
                    .run();
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    /** Connects as soon as the demo's topics are there. */
    private static EventReader open(Broker connection, CompletableFuture<Integer> demo) {
        while (true) {
            try {
                return EventReader.open(connection, true);
            } catch (RunError e) {
                if (demo.isDone()) {
                    throw e;
                }
            }
        }
    }
}
