package io.lynceus.trainer.parity;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** That no case is passed over because no test knows what to do with it. */
class FixturesTest {
    /** What a case of each kind must hold to be found by its test. */
    private static final Map<String, List<String>> KINDS = Map.of(
            "hash_init", List.of("manifest.json"),
            "checkpoint_outputs", List.of("manifest.json"),
            "loss", List.of("manifest.json"),
            "nms", List.of("manifest.json"),
            "train_step", List.of("manifest.json"),
            "coco_map", List.of("gt.json", "dt.json", "expected.json"),
            "letterbox", List.of(),
            "checkpoints", List.of(),
            "techlab", List.of("manifest.json"),
            "schedule", List.of());

    /** What kinds without a folder for each case must hold. */
    private static final Map<String, String> FILES =
            Map.of("letterbox", "manifest.json", "checkpoints", "info.json", "schedule", "schedule.json");

    @Test
    void everyFolderIsOfAKindThatATestReads() throws IOException {
        assertThat(Fixture.root()).as("-Dparity.fixtures").isDirectory();
        List<Path> kinds = foldersIn(Fixture.root());
        assertThat(kinds).isNotEmpty();
        for (Path kind : kinds) {
            String name = kind.getFileName().toString();
            assertThat(KINDS).as("kinds of cases").containsKey(name);
            if (FILES.containsKey(name)) {
                assertThat(kind.resolve(FILES.getOrDefault(name, ""))).exists();
                assertThat(foldersIn(kind)).as("folders in " + name).isEmpty();
            }
            for (Path one : foldersIn(kind)) {
                for (String file : KINDS.getOrDefault(name, List.of())) {
                    assertThat(one.resolve(file)).exists();
                }
            }
        }
    }

    @Test
    void everyCheckpointHasOutputsAndTheOtherWayRound() {
        Path checkpoints = Fixture.root().resolve("checkpoints");
        for (Fixture outputs : Fixture.all("checkpoint_outputs")) {
            assertThat(checkpoints.resolve(outputs.name() + ".pt")).exists();
        }
    }

    private static List<Path> foldersIn(Path parent) throws IOException {
        try (Stream<Path> all = Files.list(parent)) {
            return all.filter(Files::isDirectory).sorted().toList();
        }
    }
}
