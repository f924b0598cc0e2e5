package io.lynceus.trainer.training;

import static org.assertj.core.api.Assertions.assertThat;

import io.lynceus.trainer.config.Hyperparameters;
import io.lynceus.trainer.config.HyperparametersFile;
import io.lynceus.trainer.config.TrainSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LateMosaicTest {
    private static final int EPOCHS = 2;

    @TempDir
    private Path folder;

    /** The losses of each epoch. */
    private List<List<Double>> losses(int mosaicFrom, int closeMosaic) throws IOException {
        Map<String, Double> recipe = new HashMap<>(HyperparametersFile.toMap(Hyperparameters.DEFAULT));
        recipe.put("mosaic_from", (double) mosaicFrom);
        TrainSettings settings = new TrainSettings(
                "gelan-t",
                "drawn",
                null,
                64,
                4,
                EPOCHS,
                closeMosaic,
                EPOCHS,
                0,
                7,
                1,
                1,
                HyperparametersFile.fromMap(recipe));
        List<List<Double>> losses = new ArrayList<>();
        Path run = Files.createDirectory(folder.resolve(mosaicFrom + "-" + closeMosaic));
        Training.run(settings, DrawnData.EIGHT, run, new TrainingListener() {
            @Override
            public void epochDone(EpochSummary epoch) {
                losses.add(List.of((double) epoch.losses()[0], (double) epoch.losses()[1], (double) epoch.losses()[2]));
            }
        });
        return losses;
    }

    @Test
    void theFirstEpochsHaveNoneAndTheOthersDo() throws IOException {
        List<List<Double>> without = losses(0, EPOCHS);

        assertThat(losses(EPOCHS, 0)).as("none in any epoch").isEqualTo(without);
        List<List<Double>> late = losses(1, 0);
        assertThat(late.get(0)).as("none in the first epoch").isEqualTo(without.get(0));
        assertThat(late.get(1)).as("mosaic in the second").isNotEqualTo(without.get(1));
    }
}
