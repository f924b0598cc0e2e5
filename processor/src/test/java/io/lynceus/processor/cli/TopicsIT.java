package io.lynceus.processor.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.lynceus.processor.broker.EmbeddedBroker;
import io.lynceus.vision.engine.TinyModel;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The topics and how long what is in them stays. */
class TopicsIT {
    private static EmbeddedBroker broker;

    @TempDir
    private Path folder;

    @BeforeAll
    static void start() {
        broker = EmbeddedBroker.start(0);
    }

    @AfterAll
    static void stop() {
        broker.close();
    }

    @Test
    void packetsStayForADayUnlessSomethingElseIsSaidAndTheArithmeticOfTheDiskIsPrinted() {
        assertThat(verb("usual", "create").out())
                .contains("usual.packets: created")
                .contains("4 Mbit/s / 8 x 24h (86400 s) = 43.2 GB a camera; x 1 camera x 1 copy = 43.2 GB.")
                .doesNotContain("alter");
        assertThat(verb("usual", "describe").out())
                .containsPattern("usual.packets .* 24 h")
                .containsPattern("usual.detections .* 168 h")
                .containsPattern("usual.camera-status .* 2160 h");
        assertThat(verb("other", "create", "--retention", "7d", "--cameras", "20", "--bitrate", "2.5")
                        .out())
                .contains("2.5 Mbit/s / 8 x 168h (604800 s) = 189.0 GB a camera; x 20 cameras x 1 copy = 3.8 TB.");
    }

    @Test
    void whatDiffersInTopicsThatAreThereIsSaidAndAlterChangesIt() throws Exception {
        made("theirs.packets", "theirs.detections");
        Verb said = verb("theirs", "create", "--retention", "12h");
        assertThat(said.out())
                .contains("theirs.packets: was there")
                .contains("  retention.ms is 168 h, asked for was 12 h")
                .contains("  message.timestamp.type is CreateTime, asked for was LogAppendTime")
                .contains("theirs.dead-letters: created")
                .contains("./lynceus topics alter --bootstrap " + broker.connection()
                        + " --topics-prefix theirs --retention 12h");

        assertThat(verb("theirs", "alter").out())
                .as("a time that nobody said is no reason to delete packets")
                .contains("theirs.packets: message.timestamp.type was CreateTime, is LogAppendTime")
                .doesNotContain("retention.ms");
        assertThat(verb("theirs", "alter", "--retention", "12h").out())
                .contains("theirs.packets: retention.ms was 168 h, is 12 h");
        assertThat(verb("theirs", "describe").out()).containsPattern("theirs.packets .* broker +12 h");
        assertThat(verb("theirs", "create", "--retention", "12h").out()).doesNotContain("asked for was");
        assertThat(verb("theirs", "alter").out()).contains("The topics are as asked for.");
    }

    @Test
    void topicsThatALaterVersionAddsHaveAsManyPartitionsAsThePackets() {
        verb("grown", "create", "--partitions", "6");
        delete("grown.tracks", "grown.counts");
        assertThat(verb("grown", "create").out()).contains("grown.packets: was there", "grown.tracks: created");
        assertThat(verb("grown", "describe").out()).containsPattern("grown.tracks +6 ");
        delete("grown.counts");
        assertThat(verb("grown", "create", "--partitions", "2").out()).contains("grown.counts: created");
        assertThat(verb("grown", "describe").out()).containsPattern("grown.counts +2 ");
    }

    @Test
    void aTimeThatIsNoneIsOneLine() {
        Verb wrong = verb("usual", "create", "--retention", "long");
        assertThat(wrong.exitCode()).isEqualTo(2);
        assertThat(wrong.err())
                .contains("--retention: 'long' is not a time span")
                .hasLineCount(1);
    }

    @Test
    void aTopicThatIsMissingIsToldBeforeAModelIsLoaded() throws Exception {
        made("few.packets", "few.detections", "few.dead-letters");
        // On a machine without a card the engine would be refused.
        Verb process = Verb.run(
                "process",
                "--bootstrap",
                broker.connection().bootstrap(),
                "--topics-prefix",
                "few",
                "--model",
                TinyModel.street(folder.resolve("tiny.onnx")).toString(),
                "--engine",
                "tensorrt",
                "--state",
                folder.toString());
        assertThat(process.exitCode()).as(process.err()).isEqualTo(1);
        assertThat(process.err())
                .contains("has no topic few.tracks: make it with ./lynceus topics create --bootstrap "
                        + broker.connection() + " --topics-prefix few")
                .hasLineCount(1);
    }

    /** As an operator makes topics who does not know of ours. */
    private static void made(String... topics) throws Exception {
        try (Admin admin =
                Admin.create(Map.of("bootstrap.servers", broker.connection().bootstrap()))) {
            List<NewTopic> wanted = Arrays.stream(topics)
                    .map(topic -> new NewTopic(topic, 1, (short) 1))
                    .toList();
            admin.createTopics(wanted).all().get();
        }
    }

    private static void delete(String... topics) {
        try (Admin admin =
                Admin.create(Map.of("bootstrap.servers", broker.connection().bootstrap()))) {
            admin.deleteTopics(List.of(topics));
            await().until(() -> admin.listTopics().names().get().stream().noneMatch(List.of(topics)::contains));
        }
    }

    private static Verb verb(String prefix, String action, String... more) {
        String[] all = new String[more.length + 6];
        List<String> first =
                List.of("topics", action, "--bootstrap", broker.connection().bootstrap(), "--topics-prefix", prefix);
        for (int i = 0; i < all.length; i++) {
            all[i] = i < first.size() ? first.get(i) : more[i - first.size()];
        }
        return Verb.run(all);
    }
}
