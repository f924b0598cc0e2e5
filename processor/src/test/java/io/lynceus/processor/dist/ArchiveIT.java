package io.lynceus.processor.dist;

import static org.assertj.core.api.Assertions.assertThat;

import io.lynceus.processor.decode.TestClips;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The archive of a release on a machine that has a Java runtime and nothing else of ours: no Maven, no sources. */
class ArchiveIT {
    @TempDir
    static Path folder;

    private static Path installation;

    @BeforeAll
    static void unpack() throws IOException, InterruptedException {
        installation = Archive.unpacked(folder);
    }

    @Test
    void namesItsVersion() throws Exception {
        Said version = lynceus("--version");
        assertThat(version.text()).matches("lynceus \\d+\\.\\d+\\.\\d+.*\\R");
        assertThat(installation.getFileName().toString())
                .isEqualTo(version.text().strip().replace(' ', '-'));
    }

    @Test
    void detectsInAVideo() throws Exception {
        Path clip = TestClips.write(folder.resolve("clip.mp4"), 64, 48, 3);
        Path events = folder.resolve("events.jsonl");
        Said detect = lynceus("detect", clip.toString(), "--json", events.toString());
        assertThat(detect.exitCode()).as(detect.text()).isZero();
        assertThat(events).content().hasLineCount(3).contains("\"pts\"");
    }

    @Test
    void endsTheDemoWithTheLedger() throws Exception {
        Path clip = TestClips.write(folder.resolve("camera.mp4"), 64, 48, 10);
        Said demo =
                lynceus("demo", "--camera", clip.toString(), "--duration", "1", "--port", "0", "--broker-port", "0");
        assertThat(demo.exitCode()).as(demo.text()).isZero();
        assertThat(demo.text()).containsPattern("Every one of the \\d+ captured frames has exactly one event");
    }

    @Test
    void hasTheBrokerOfTheDemoApartFromWhatAServerNeeds() throws Exception {
        assertThat(jars("lib/demo")).anyMatch(jar -> jar.startsWith("kafka_2.13"));
        assertThat(jars("lib/processor"))
                .anyMatch(jar -> jar.startsWith("kafka-streams"))
                .noneMatch(jar -> jar.matches("(kafka_|kafka-(server|metadata|raft|storage)|scala).*"));
    }

    @Test
    void saysWhereTheTrainerIs() throws Exception {
        Said train = lynceus("train");
        assertThat(train.exitCode()).isEqualTo(2);
        assertThat(train.text()).contains("archive lynceus-trainer").hasLineCount(1);
    }

    private static List<String> jars(String path) throws IOException {
        try (Stream<Path> files = Files.list(installation.resolve(path))) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }

    private static Said lynceus(String... arguments) throws IOException, InterruptedException {
        List<String> command = Stream.concat(
                        Stream.of(installation.resolve("bin/lynceus").toString()), Stream.of(arguments))
                .toList();
        return Said.by(
                folder,
                command,
                Map.of(
                        "PATH",
                        "/usr/bin:/bin",
                        "HOME",
                        folder.toString(),
                        "JAVA_HOME",
                        System.getProperty("java.home"),
                        "JAVA_OPTS",
                        "-XX:TieredStopAtLevel=1"));
    }
}
