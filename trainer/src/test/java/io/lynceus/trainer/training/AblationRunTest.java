package io.lynceus.trainer.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lynceus.trainer.config.Hyperparameters;
import io.lynceus.trainer.config.TrainSettings;
import io.lynceus.trainer.model.Architecture;
import io.lynceus.trainer.model.Block;
import io.lynceus.trainer.model.Pgi;
import io.lynceus.trainer.model.StoredNetwork;
import io.lynceus.vision.UserError;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AblationRunTest {
    private static final DrawnData DATA = new DrawnData(4, 2);
    private static final Architecture VARIANT =
            Architecture.named("yolov9-t").with(Block.DARK).with(Pgi.DEEP_SUPERVISION);

    @TempDir
    private Path folder;

    private AblationRun run(int epochs) {
        TrainSettings settings = new TrainSettings(
                VARIANT.name(), "drawn", null, 64, 2, epochs, 1, 1, 0, 7, 1, 1, Hyperparameters.DEFAULT);
        return new AblationRun(VARIANT, settings, folder.resolve("run"));
    }

    @Test
    void goesOnWhereItWasStoppedAndLeavesAloneWhatIsDone() throws IOException {
        AblationRun run = run(2);
        assertThatThrownBy(() -> run.run(DATA, new Stopped())).hasMessage("stopped");
        assertThat(run.isDone()).isFalse();

        AblationRun.Result result = run.run(DATA, TrainingListener.NONE);

        assertThat(run.isDone()).isTrue();
        assertThat(result.bestEpoch()).isBetween(1, 2);
        assertThat(result.time()).isPositive();
        assertThat(Files.readAllLines(folder.resolve("run/results.csv"))).hasSize(3);
        assertThat(Files.readAllLines(folder.resolve("run/times.csv"))).hasSize(2);
        assertThat(run.run(DATA, new Stopped())).as("trains nothing").isEqualTo(result);
    }

    @Test
    void itsCheckpointNeedsNoModelFile() {
        run(1).run(DATA, TrainingListener.NONE);

        try (StoredNetwork stored = StoredNetwork.open(folder.resolve("run/best.safetensors"))) {
            Architecture read = stored.network().architecture();
            assertThat(read.name()).isEqualTo("yolov9-t-dark-deep-supervision");
            assertThat(read.text()).isEqualTo(VARIANT.text());
            assertThat(read.pgi()).isEqualTo(Pgi.DEEP_SUPERVISION);
        }
    }

    @Test
    void aRunWithOtherSettingsIsNotCompared() {
        run(1).run(DATA, TrainingListener.NONE);

        assertThatThrownBy(() -> run(2).check())
                .isInstanceOf(UserError.class)
                .hasMessageContaining("run holds a run with other settings");
    }

    private static final class Stopped implements TrainingListener {
        @Override
        public void stepped(StepReport step) {
            if (step.epoch() == 1) {
                throw new IllegalStateException("stopped");
            }
        }
    }
}
