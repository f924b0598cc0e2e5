package io.lynceus.trainer.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** What goes wrong before any training is said in one line, with exit code 2. */
class TrainCommandTest {
    @TempDir
    private Path folder;

    private final StringWriter err = new StringWriter();

    private int run(String... arguments) {
        CommandLine line = Main.commandLine();
        line.setErr(new PrintWriter(err, true));
        return line.execute(arguments);
    }

    @Test
    void withoutDataItSaysWhatIsMissing() {
        assertThat(run("train")).isEqualTo(2);
        assertThat(err.toString()).hasLineCount(1).contains("--data is missing");
    }

    @Test
    void anImageSizeOffTheGridIsRefused() {
        assertThat(run("train", "--data", "x.yaml", "--imgsz", "100")).isEqualTo(2);
        assertThat(err.toString()).hasLineCount(1).contains("--imgsz 100: must be a multiple of 32, at least 64");
    }

    @Test
    void anUnknownOptimiserOrCurveIsRefusedWithTheKnownOnes() {
        assertThat(run("train", "--data", "x.yaml", "--optimizer", "rmsprop")).isEqualTo(2);
        assertThat(run("train", "--data", "x.yaml", "--schedule", "steep")).isEqualTo(2);
        assertThat(err.toString())
                .hasLineCount(2)
                .contains("'rmsprop'")
                .containsIgnoringCase("adamw")
                .contains("'steep'")
                .contains("flat-cosine");
    }

    @Test
    void frozenLayersWantWeights() {
        assertThat(run("train", "--data", "x.yaml", "--freeze", "10")).isEqualTo(2);
        assertThat(err.toString()).hasLineCount(1).contains("--freeze 10").contains("--weights");
    }

    @Test
    void aFolderWithARunIsNotOverwritten() throws IOException {
        Files.writeString(folder.resolve("config.json"), "{}");
        assertThat(run("train", "--data", "x.yaml", "--output", folder.toString()))
                .isEqualTo(2);
        assertThat(err.toString())
                .hasLineCount(1)
                .contains("already holds a run")
                .contains("--resume");
    }

    @Test
    void aFolderWithoutARunCannotBeResumed() {
        assertThat(run("train", "--resume", folder.toString())).isEqualTo(2);
        assertThat(err.toString()).hasLineCount(1).contains("no run to resume");
    }

    @Test
    void brokenSettingsAreNamed() throws IOException {
        Files.writeString(folder.resolve("config.json"), "{\"imgsz\": ");
        assertThat(run("train", "--resume", folder.toString())).isEqualTo(2);
        assertThat(err.toString()).hasLineCount(1).contains("config.json: not the settings of a run");
    }

    @Test
    void settingsWithAKeyMissingAreNamed() throws IOException {
        Files.writeString(folder.resolve("config.json"), "{\"imgsz\": 64}");
        assertThat(run("train", "--resume", folder.toString())).isEqualTo(2);
        assertThat(err.toString())
                .hasLineCount(1)
                .contains("config.json: not the settings of a run")
                .contains("model")
                .doesNotContain("java", "io.lynceus");
    }

    @Test
    void whatARunHasSettledCannotBeGivenWithResume() {
        assertThat(run("train", "--resume", folder.toString(), "--batch", "4", "--hyp", "x.yaml"))
                .isEqualTo(2);
        assertThat(err.toString())
                .hasLineCount(1)
                .contains("--resume goes on with the run's own settings: leave out --batch, --hyp");
    }

    @Test
    void aMissingDataFileIsNamed() {
        assertThat(run(
                        "train",
                        "--data",
                        folder.resolve("none.yaml").toString(),
                        "--output",
                        folder.resolve("run").toString()))
                .isEqualTo(2);
        assertThat(err.toString()).hasLineCount(1).contains("none.yaml");
        assertThat(folder.resolve("run")).doesNotExist();
    }

    @Test
    void picturesWithoutLabelsAreRefusedAndLeaveNoRunBehind() throws IOException {
        ColourSet set = ColourSet.create(folder);
        for (int i = 0; i < 3; i++) {
            Files.delete(folder.resolve("labels").resolve(i + ".txt"));
        }
        Path run = folder.resolve("run");

        assertThat(run("train", "--data", set.data().toString(), "--imgsz", "64", "--output", run.toString()))
                .isEqualTo(2);

        assertThat(err.toString()).contains("none of its 3 pictures has a label");
        assertThat(run.resolve("config.json")).doesNotExist();
    }
}
