package io.lynceus.processor.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.lynceus.processor.broker.EmbeddedBroker;
import io.lynceus.processor.decode.TestClips;
import io.lynceus.processor.streams.DetectionService;
import io.lynceus.processor.streams.DetectionSettings;
import io.lynceus.processor.streams.FakeDetector;
import io.lynceus.processor.streams.FrameListener;
import io.lynceus.vision.engine.TinyModel;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VerbsIT {
    private static final int FRAMES = 12;

    @TempDir
    static Path folder;

    private static EmbeddedBroker broker;
    private static String clip;

    @BeforeAll
    static void start() {
        broker = EmbeddedBroker.start(0);
        clip = TestClips.write(folder.resolve("clip.mp4"), 64, 48, FRAMES).toString();
    }

    @AfterAll
    static void stop() {
        broker.close();
    }

    @Test
    void fromTopicsToLedger() throws IOException {
        Path model = TinyModel.street(folder.resolve("tiny.onnx"));
        Verb tooEarly = verb("capture", "--camera", "gate=" + clip);
        assertThat(tooEarly.exitCode()).isEqualTo(1);
        assertThat(tooEarly.err())
                .contains("no topic lynceus.packets", "./lynceus topics create")
                .hasLineCount(1);

        assertThat(verb("topics", "create", "--partitions", "2").out()).contains("lynceus.packets: created");
        assertThat(verb("topics", "create").out()).contains("lynceus.packets: was there");
        assertThat(verb("topics", "describe").out())
                .containsPattern("lynceus.packets +2 +1 +1 +32 MiB +broker +24 h")
                .containsPattern("lynceus.detections +2 +1 +1 +32 MiB +broker +168 h")
                .containsPattern("lynceus.dead-letters +1 +1 +1 +33 MiB");

        Verb capture = verb("capture", "--camera", "gate=" + clip, "--fast", "--loop", "2");
        assertThat(capture.exitCode()).as(capture.err()).isZero();
        assertThat(capture.err()).contains("0 of 1 cameras running, 24 packets sent");

        Verb story = verb("tail", "--status", "--from-beginning", "--count", "2");
        assertThat(story.out()).hasLineCount(3).containsPattern("gate +CONNECTED\n.*gate +EOF\n");

        Verb atWork = verb("ledger", "--wait", "0");
        assertThat(atWork.exitCode()).as("nobody has waited for them").isZero();
        assertThat(atWork.out()).contains("Of the 24 captured frames 24 have no event yet");
        Verb unbalanced = verb("ledger", "--wait", "1");
        assertThat(unbalanced.exitCode()).isEqualTo(1);
        assertThat(unbalanced.out()).contains("The ledger does not balance: pending 24, missing 0, duplicate 0.");

        try (FakeDetector detector = new FakeDetector();
                DetectionService service = DetectionService.start(
                        new DetectionSettings(broker.connection(), "verbs", 1, folder.resolve("state")),
                        detector,
                        FrameListener.NONE)) {
            service.check();
            Verb table = verb("tail", "--from-beginning", "--count", "24");
            assertThat(table.exitCode()).isZero();
            assertThat(table.out()).hasLineCount(25).containsPattern("gate +23?.*DETECTED +.* person 1");
        }

        Verb stateless = verb("process", "--also", "--state", clip, "--model", model.toString());
        assertThat(stateless.exitCode()).isEqualTo(1);
        assertThat(stateless.err())
                .contains("lynceus: the state folder " + clip + "/lynceus-detect cannot be written", "--state")
                .hasLineCount(1);

        Verb json = verb("tail", "--from-beginning", "--camera", "gate", "--count", "3", "--json");
        assertThat(json.out()).hasLineCount(3);
        for (String line : json.out().lines().toList()) {
            JsonNode event = new ObjectMapper().readTree(line);
            assertThat(event.get("camera").asText()).isEqualTo("gate");
            assertThat(event.get("status").asText()).isEqualTo("DETECTED");
            assertThat(event.at("/detections/0/label").asText()).isEqualTo("person");
            assertThat(event.get("captureTime").asText()).matches("\\d{4}-.*Z");
        }

        Verb balanced = verb("ledger", "--wait", "300");
        assertThat(balanced.out()).contains("Every one of the 24 captured frames has exactly one event.");
        assertThat(balanced.exitCode()).isZero();
        JsonNode ledger = new ObjectMapper()
                .readTree(verb("ledger", "--json", "--since", "1h", "--camera", "gate")
                        .out());
        assertThat(ledger.get("good").asBoolean()).isTrue();
        assertThat(ledger.at("/cameras/0/detected").asInt()).isEqualTo(24);
        assertThat(ledger.at("/cameras/0/byApplication/verbs").asInt()).isEqualTo(24);
        assertThat(verb("ledger", "--camera", "none").out()).contains("Every one of the 0 captured frames");
        assertThat(verb("ledger", "--since", "yesterday").err())
                .contains("--since yesterday: neither a time span")
                .hasLineCount(1);
    }

    @Test
    void aBrokerThatIsAwayIsOneLine() {
        Verb capture = Verb.run("capture", "--camera", "gate=" + clip, "--bootstrap", "127.0.0.1:1");
        assertThat(capture.exitCode()).isEqualTo(1);
        assertThat(capture.err())
                .contains("no Kafka broker answers at 127.0.0.1:1")
                .hasLineCount(1);
    }

    private static Verb verb(String... arguments) {
        String[] all = Arrays.copyOf(arguments, arguments.length + 2);
        all[arguments.length] = "--bootstrap";
        all[arguments.length + 1] = broker.connection().bootstrap();
        return Verb.run(all);
    }
}
