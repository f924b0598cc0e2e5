package io.lynceus.processor.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.awaitility.Durations.TWO_MINUTES;

import io.lynceus.processor.broker.BrokerProcess;
import io.lynceus.processor.broker.SteadyPort;
import io.lynceus.processor.decode.TestClips;
import io.lynceus.processor.kafka.TopicLayout;
import io.lynceus.processor.kafka.TopicSetup;
import io.lynceus.vision.engine.TinyModel;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** SIGTERM ends whatever runs for long, with the broker at work, frozen or gone. */
@Timeout(240)
class EndsOnSignalIT {
    private static final int SECONDS = 40;

    @TempDir
    static Path folder;

    private static String clip;
    private static String model;

    @BeforeAll
    static void prepare() throws IOException {
        clip = TestClips.write(folder.resolve("clip.mp4"), 64, 48, 1_000).toString();
        model = TinyModel.street(folder.resolve("tiny.onnx")).toString();
    }

    private enum Fate {
        WORKS,
        FREEZES,
        GOES
    }

    @ParameterizedTest
    @CsvSource({
        "capture, WORKS", "capture, FREEZES", "capture, GOES",
        "process, WORKS", "process, FREEZES", "process, GOES",
        "ledger, WORKS", "ledger, FREEZES", "ledger, GOES",
        "tail, WORKS", "tail, FREEZES", "tail, GOES"
    })
    void aVerbThatUsesABroker(String verb, Fate fate) throws Exception {
        Path mine = folder.resolve(verb + fate);
        try (BrokerProcess broker = new BrokerProcess(SteadyPort.find(), mine.resolve("broker"))) {
            try (TopicSetup topics = TopicSetup.open(broker.connection())) {
                topics.create(new TopicLayout(1, 1, 1 << 20));
            }
            String address = broker.connection().bootstrap();
            if (!verb.equals("capture")) {
                Verb sent = Verb.run("capture", "--camera", "gate=" + clip, "--fast", "--bootstrap", address);
                assertThat(sent.exitCode()).as(sent.err()).isZero();
            }
            try (ChildVerb child =
                    new ChildVerb(folder.resolve(verb + fate + ".log"), Map.of(), arguments(verb, mine, address))) {
                awaitWords(child, AT_WORK.getOrDefault(verb, ""));
                if (fate == Fate.FREEZES) {
                    broker.freeze();
                } else if (fate == Fate.GOES) {
                    broker.close();
                }
                child.terminate();
                child.exitCode(SECONDS);
            }
        }
    }

    /** What says that a verb is at work. */
    private static final Map<String, String> AT_WORK = Map.of(
            "capture", "capture: cameras at", "process", "process: model", "ledger", "waits up to", "tail", "CAMERA");

    private static String[] arguments(String verb, Path mine, String address) {
        String[] own = switch (verb) {
            case "capture" -> new String[] {"--camera", "gate=" + clip, "--loop", "forever", "--http", "0"};
            case "process" -> new String[] {"--model", model, "--state", mine.toString(), "--threads", "1"};
            case "ledger" -> new String[] {"--wait", "600"};
            default -> new String[] {};
        };
        return Stream.concat(Stream.of(verb, "--bootstrap", address), Stream.of(own))
                .toArray(String[]::new);
    }

    static Stream<List<String>> alone() {
        String logs = folder.resolve("logs").toString();
        return Stream.of(
                List.of("detect", clip, "--model", model, "--json", "-"),
                List.of("demo", "--camera", clip, "--loop", "--model", model, "--port", "0", "--broker-port", "0"),
                List.of("bench", "pipeline", "--video", clip, "--model", model),
                List.of("chaos", "--video", clip, "--model", model, "--logs", logs),
                List.of("soak", "--video", clip, "--model", model, "--output", logs));
    }

    @ParameterizedTest
    @MethodSource("alone")
    void aVerbThatNeedsNone(List<String> arguments) throws Exception {
        Path log = folder.resolve(arguments.get(0) + ".log");
        try (ChildVerb child = new ChildVerb(log, Map.of(), arguments.toArray(String[]::new))) {
            await().atMost(TWO_MINUTES).until(() -> !child.said().isBlank() || !child.runs());
            assertThat(child.runs()).as(child.said()).isTrue();
            child.terminate();
            child.exitCode(SECONDS);
        }
    }

    private static void awaitWords(ChildVerb child, String words) {
        await().atMost(TWO_MINUTES).until(() -> child.said().contains(words) || !child.runs());
        assertThat(child.runs()).as(child.said()).isTrue();
    }
}
