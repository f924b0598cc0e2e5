package io.lynceus.trainer.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A run in a process of its own, killed without a word. */
class TrainKilledIT {
    private static final int EPOCHS = 8;
    private static final int STARTS = 10;
    private static final String TRAIN = "train --model gelan-t --imgsz 64 --batch 2 --epochs " + EPOCHS
            + " --close-mosaic 2 --val-interval 3 --threads 1 --workers 1";

    @TempDir
    private Path folder;

    @Test
    void goesOnWithTheSameLossesAfterAKillInTheMiddleOfAnEpoch() throws Exception {
        Path data = ColourSet.create(folder).data();
        Path undisturbed = folder.resolve("undisturbed");
        assertThat(Run.lynceus(arguments(data, undisturbed)).exitCode()).isZero();

        Path labels = data.resolveSibling("labels.lynceus-cache");
        Files.delete(labels); // as for a first run, which notes that there is none
        Path killed = folder.resolve("killed-0");
        // A kill that comes late, on a busy machine, finds the run at its end: another one then.
        for (int start = 1; !isKilledInTheMiddle(data, killed); start++) {
            assertThat(start).as("runs that ended before their kill").isLessThan(STARTS);
            Files.delete(labels);
            killed = folder.resolve("killed-" + start);
        }
        assertThat(killed.resolve("last.safetensors")).exists();

        Run resumed = Run.lynceus("train", "--resume", killed);
        assertThat(resumed.exitCode()).as(resumed.err()).isZero();
        assertThat(resumed.out()).containsPattern("going on after epoch [3-7]");
        assertThat(killed.resolve("results.csv")).hasSameTextualContentAs(undisturbed.resolve("results.csv"));
        assertThat(killed.resolve("last.safetensors")).hasSameBinaryContentAs(undisturbed.resolve("last.safetensors"));
    }

    /** Starts a run and kills it in its fourth epoch or later; false when it was quicker than its kill. */
    private static boolean isKilledInTheMiddle(Path data, Path killed) throws Exception {
        Process process = Run.start(arguments(data, killed));
        try (BufferedReader out = process.inputReader(StandardCharsets.UTF_8)) {
            // The epoch's last batch is done; its checkpoint is not written yet, or just so.
            String line = out.readLine();
            assertThat(line).as("nothing comes before the verb's own words").startsWith("gelan-t on ");
            assertThat(out.readLine()).startsWith("training: 3 objects in 3 pictures");
            while (line != null && !line.startsWith("epoch 4/8")) {
                line = out.readLine();
            }
            assertThat(line).as("the run got that far").isNotNull();
        } finally {
            process.destroyForcibly().waitFor();
        }
        // The heading and a line an epoch.
        List<String> results = Files.readAllLines(killed.resolve("results.csv"));
        assertThat(results).hasSizeBetween(4, 1 + EPOCHS);
        return results.size() <= EPOCHS;
    }

    private static Object[] arguments(Path data, Path runDir) {
        return (TRAIN + " --data " + data + " --output " + runDir).split(" ");
    }
}
