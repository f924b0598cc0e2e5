package io.lynceus.trainer.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AblationCommandTest {
    private static final String MODEL = """
            backbone: 3,4,5
            0 -1 Conv 16 3 2
            1 -1 Conv 16 3 2
            2 -1 Conv 32 3 2
            3 -1 RepNCSPELAN4 32 32 16 1
            4 -1 AConv 32
            5 -1 AConv 32
            6 3,4,5 DDetect
            """;

    @TempDir
    private Path folder;

    private Run ablation(String... more) throws IOException {
        Path data = ColourSet.create(folder).data();
        Path model = Files.writeString(folder.resolve("mine.txt"), MODEL);
        List<String> words = new ArrayList<>(List.of(
                "ablation", "--data", data.toString(), "--model", model.toString(), "--epochs", "2", "--imgsz", "64"));
        words.addAll(List.of("--batch", "2", "--threads", "1", "--workers", "1", "--output", folder + "/out"));
        words.addAll(List.of(more));
        return Run.lynceus(words.toArray());
    }

    @Test
    void printsAndWritesTheTableAndGoesOnWithWhatIsMissing() throws IOException {
        Run first = ablation("--vary", "block", "--values", "conv");
        assertThat(first.err()).isEmpty();
        assertThat(first.exitCode()).isZero();
        byte[] trained = Files.readAllBytes(folder.resolve("out/conv/last.safetensors"));

        Run both = ablation("--vary", "block", "--values", "conv,dark");

        assertThat(both.exitCode()).isZero();
        assertThat(both.out())
                .contains("block conv, 1 of 2: done before", "block dark, 2 of 2\n", "epoch 2/2", "so few steps")
                .containsPattern("\\| block \\| +train params \\| +export params \\| +GFLOPs \\| +AP50 \\| +AP \\|")
                .containsPattern("\\| conv  \\| +[\\d,]+ \\| +[\\d,]+ \\|")
                .containsPattern("\\| dark  \\| +[\\d,]+ \\| +[\\d,]+ \\|");
        assertThat(Files.readAllBytes(folder.resolve("out/conv/last.safetensors")))
                .isEqualTo(trained);
        assertThat(Files.readAllLines(folder.resolve("out/ablation.csv")))
                .hasSize(3)
                .satisfies(lines -> assertThat(lines.get(2)).startsWith("dark,"));
        assertThat(folder.resolve("out/ablation.md")).content().contains("| dark", "2 epochs");
    }

    @Test
    void variesWhereTheAuxiliaryGradientsComeFrom() throws IOException {
        Run run = ablation("--vary", "pgi", "--values", "deep-supervision,none");

        assertThat(run.err()).isEmpty();
        List<String> lines = Files.readAllLines(folder.resolve("out/ablation.csv"));
        String[] supervised = lines.get(1).split(",");
        String[] none = lines.get(2).split(",");
        assertThat(Long.parseLong(supervised[1])).isGreaterThan(Long.parseLong(none[1]));
        assertThat(supervised[2]).as("exported").isEqualTo(none[2]);
    }

    @Test
    void seedsOfAVariantShareARow() throws IOException {
        Run run = ablation("--vary", "mosaic_from", "--values", "0,1", "--seeds", "2", "--cache", "ram");

        assertThat(run.err()).isEmpty();
        assertThat(run.out())
                .contains("2 seeds from 0", "mosaic_from 1, seed 0, 2 of 4", "mosaic_from 0, seed 1, 3 of 4")
                .containsPattern("\\| 0 +\\|.* \\| [\\d.]+ \\([\\d.]+-[\\d.]+\\) \\| +\\d \\d \\|")
                .contains("the mean of the seeds, the lowest and the highest");
        assertThat(Files.readAllLines(folder.resolve("out/ablation.csv")))
                .hasSize(5)
                .satisfies(lines -> {
                    assertThat(lines.get(0)).endsWith(",seed");
                    assertThat(lines.get(4)).startsWith("1,").endsWith(",1");
                });
        assertThat(folder.resolve("out/ablation.md")).content().containsOnlyOnce("| 1 ");
        assertThat(folder.resolve("out/0-seed1/config.json")).content().contains("\"mosaic_from\" : 0.0");
        assertThat(folder.resolve("out/1-seed1/config.json")).content().contains("\"mosaic_from\" : 1.0");
    }

    @Test
    void muonInFewStepsIsSaidUnlessAnotherOptimizerIsAskedForThanTheRecipes() throws IOException {
        Path recipe = Files.writeString(folder.resolve("recipe.yaml"), "optimizer: muon\n");
        String few = "muon finds little in 3 steps of the optimiser: more epochs, or --optimizer sgd\n";

        Run muon = ablation("--vary", "hyp", "--values", recipe.toString());
        assertThat(muon.out()).contains(few);
        assertThat(folder.resolve("out/recipe/config.json")).content().contains("\"optimizer\" : \"muon\"");

        Run sgd = ablation("--vary", "lr0", "--values", "0.02", "--hyp", recipe.toString(), "--optimizer", "sgd");
        assertThat(sgd.out()).doesNotContain(few);
        assertThat(folder.resolve("out/0.02/config.json")).content().contains("\"optimizer\" : \"sgd\"");
    }

    @Test
    void withoutAModelTheWeightsSayWhich() throws IOException {
        assertThat(ablation("--vary", "block", "--values", "conv").exitCode()).isZero();
        String own = folder.resolve("out/conv/best.safetensors").toString();
        Run run = Run.lynceus(
                "ablation",
                "--data",
                folder + "/data.yaml",
                "--weights",
                own,
                "--vary",
                "lr0",
                "--values",
                "0.1",
                "--epochs",
                "1",
                "--output",
                folder + "/other");

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains(own + ": its architecture is of a model file; name that with --model");
        assertThat(folder.resolve("other")).doesNotExist();
    }

    @Test
    void whatCannotBeVariedIsSaidBeforeAnythingIsTrained() throws IOException {
        Run run = ablation("--vary", "pgi");

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).hasLineCount(1).contains("pgi reversible needs a table with an auxiliary branch");
        assertThat(folder.resolve("out")).doesNotExist();
        assertThat(ablation("--vary", "block", "--values", "big").err()).contains("no block 'big'; there are rep-csp");
        assertThat(ablation("--vary", "lr0", "--values", "0.1,0.1").err()).contains("--values: two are called 0.1");
        assertThat(ablation("--vary", "freeze", "--values", "0,2").err())
                .contains("--freeze 2: layers that never learnt would stay so");
        assertThat(ablation("--vary", "block", "--seeds", "0").err()).contains("--seeds 0: must be at least 1");
    }
}
