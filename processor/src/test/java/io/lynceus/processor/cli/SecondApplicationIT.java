package io.lynceus.processor.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lynceus.processor.broker.EmbeddedBroker;
import io.lynceus.processor.decode.TestClips;
import io.lynceus.processor.kafka.Broker;
import io.lynceus.processor.kafka.ClientSettings;
import io.lynceus.processor.kafka.EventReader;
import io.lynceus.processor.kafka.TopicLayout;
import io.lynceus.processor.kafka.TopicNames;
import io.lynceus.processor.kafka.TopicSetup;
import io.lynceus.processor.streams.DetectionService;
import io.lynceus.processor.streams.DetectionSettings;
import io.lynceus.processor.streams.FakeDetector;
import io.lynceus.processor.streams.FrameListener;
import io.lynceus.vision.UserError;
import io.lynceus.vision.engine.TinyModel;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two application ids on the same packets give every frame two events. */
class SecondApplicationIT {
    private static final int FRAMES = 12;

    @TempDir
    Path folder;

    private EmbeddedBroker embedded;
    private Broker broker;

    @BeforeEach
    void start() {
        embedded = EmbeddedBroker.start(0);
        broker = new Broker(embedded.connection().bootstrap(), ClientSettings.NONE, new TopicNames("twice"));
        try (TopicSetup topics = TopicSetup.open(broker)) {
            topics.create(TopicLayout.DEFAULT);
        }
    }

    @AfterEach
    void stop() {
        embedded.close();
    }

    @Test
    void isRefusedUnlessItIsSaidAndTheLedgerNamesWhoWroteWhat() throws Exception {
        String clip =
                TestClips.write(folder.resolve("clip.mp4"), 64, 48, FRAMES).toString();
        String model = TinyModel.street(folder.resolve("tiny.onnx")).toString();
        assertThat(verb("capture", "--camera", "gate=" + clip, "--fast").exitCode())
                .isZero();
        process("first");
        Verb alone = verb("ledger");
        assertThat(alone.exitCode()).as(alone.out()).isZero();
        assertThat(alone.out()).doesNotContain("Several applications");

        Verb second = verb(
                "process",
                "--application-id",
                "second",
                "--model",
                model,
                "--state",
                folder.resolve("second").toString());
        assertThat(second.exitCode()).isEqualTo(2);
        assertThat(second.err())
                .contains("application first writes the events of twice.packets", "--application-id first", "--also")
                .hasLineCount(1);
        assertThatCode(() -> DetectionService.refuseOthers(settings("first"), () -> false))
                .doesNotThrowAnyException();

        process("second");
        Verb both = verb("ledger");
        assertThat(both.exitCode()).isEqualTo(1);
        assertThat(both.out())
                .contains("Several applications wrote events: first of 12 frames, second of 12 frames.")
                .contains("duplicate 12");
    }

    @Test
    void oneThatIsAtWorkAndHasWrittenNothingYetIsNoticedToo() {
        try (DetectionService first = service("first")) {
            first.check();
            assertThatThrownBy(() -> DetectionService.refuseOthers(settings("second"), () -> false))
                    .isInstanceOf(UserError.class)
                    .hasMessageContaining("application first writes the events of twice.packets");
            assertThatCode(() -> DetectionService.refuseOthers(settings("first"), () -> false))
                    .doesNotThrowAnyException();
        }
    }

    private DetectionSettings settings(String application) {
        return new DetectionSettings(broker, application, 1, folder.resolve(application));
    }

    private DetectionService service(String application) {
        return DetectionService.start(settings(application), new FakeDetector(), FrameListener.NONE);
    }

    /** All frames, under an application id. */
    private void process(String application) {
        try (EventReader reader = EventReader.open(broker, false);
                DetectionService service = service(application)) {
            int events = 0;
            while (events < FRAMES) {
                events += reader.poll(Duration.ofMillis(500)).size();
                service.check();
            }
        }
    }

    private Verb verb(String... arguments) {
        String[] all = new String[arguments.length + 4];
        System.arraycopy(arguments, 0, all, 0, arguments.length);
        all[arguments.length] = "--bootstrap";
        all[arguments.length + 1] = broker.bootstrap();
        all[arguments.length + 2] = "--topics-prefix";
        all[arguments.length + 3] = "twice";
        return Verb.run(all);
    }
}
