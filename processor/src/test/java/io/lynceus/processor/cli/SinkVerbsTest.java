package io.lynceus.processor.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.lynceus.schemas.JsonSchemas;
import io.lynceus.schemas.avro.ZoneEvent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the verbs that hand events on say to whoever calls them wrongly, or before the other side is there. */
class SinkVerbsTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "jdbc:postgresql://db/yard?user=u&password=s3cret-word",
                "jdbc:postgresql://u:s3cret-word@db/yard"
            })
    void aPasswordOnTheCommandLineIsRefusedAndNotTold(String url) {
        Verb sink = Verb.run("sink", "postgres", "--url", url);
        assertThat(sink.exitCode()).isEqualTo(2);
        assertThat(sink.err())
                .contains("LYNCEUS_POSTGRES_PASSWORD")
                .doesNotContain("s3cret-word")
                .hasLineCount(1);
    }

    @Test
    void aDatabaseThatIsAwayIsOneLine() {
        Verb sink = Verb.run("sink", "postgres", "--url", "jdbc:postgresql://127.0.0.1:1/yard");
        assertThat(sink.exitCode()).isEqualTo(1);
        assertThat(sink.err())
                .startsWith("lynceus: the database at jdbc:postgresql://127.0.0.1:1/yard cannot be used: ")
                .doesNotContain("Exception")
                .hasLineCount(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "postgres --url jdbc:mysql://db/yard",
                "postgres --url jdbc:postgresql://db/yard --schema Yard;",
                "postgres --url jdbc:postgresql://db/yard --retention 3h",
                "webhook --url alarms.example",
                "mqtt --url mqtt.example:1883",
                "webhook --url http://alarms.example --secret-file /none/there",
                "kafka"
            })
    void whatIsWrongIsOneLineThatNamesIt(String arguments) {
        Verb sink = Verb.run(("sink " + arguments).split(" "));
        assertThat(sink.exitCode()).isEqualTo(2);
        assertThat(sink.err()).doesNotContain("Exception").hasLineCount(1);
    }

    @Test
    void aSecretThatIsEmptyIsNone(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("secret"), "\n");
        Verb sink = Verb.run("sink", "webhook", "--url", "http://127.0.0.1:1", "--secret-file", file.toString());
        assertThat(sink.exitCode()).isEqualTo(2);
        assertThat(sink.err()).contains("--secret-file " + file).hasLineCount(1);
    }

    @Test
    void contractsArePrintedAsTheirFilesHaveThem() {
        assertThat(Verb.run("schemas", "print").out().lines())
                .containsExactly(
                        "EncodedPacket", "FrameDetections", "TrackEvent", "ZoneEvent", "CountWindow", "CameraStatus");
        assertThat(Path.of("../schemas/src/main/avro/ZoneEvent.avsc"))
                .content()
                .isEqualTo(Verb.run("schemas", "print", "ZoneEvent").out());
        assertThat(Verb.run("schemas", "print", "ZoneEvent", "--json").out())
                .isEqualTo(JsonSchemas.of(ZoneEvent.getClassSchema()));
        Verb unknown = Verb.run("schemas", "print", "FrameDetection");
        assertThat(unknown.exitCode()).isEqualTo(2);
        assertThat(unknown.err()).contains("did you mean FrameDetections");
    }

    @Test
    void aRegistryThatNobodyNamedIsWrongUsage() {
        Verb check = Verb.run("schemas", "check");
        assertThat(check.exitCode()).isEqualTo(2);
        assertThat(check.err()).contains("schema.registry.url").hasLineCount(1);
    }
}
