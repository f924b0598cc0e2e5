package io.lynceus.trainer.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lynceus.trainer.config.Hyperparameters;
import io.lynceus.trainer.config.Precision;
import io.lynceus.trainer.config.TrainSettings;
import io.lynceus.trainer.model.Safetensors;
import io.lynceus.vision.UserError;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.bytedeco.javacpp.PointerScope;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which runs are gone on with, and which are refused by name. */
class ResumeTest {
    private static final TrainSettings SETTINGS = DrawnData.SETTINGS;
    private static final DrawnData DATA = DrawnData.EIGHT;

    @TempDir
    private static Path undisturbed;

    @BeforeAll
    static void train() {
        Training.run(SETTINGS, DATA, undisturbed, TrainingListener.NONE);
    }

    @Test
    void aRunIsNotResumedWithMoreOrFewerPictures(@TempDir Path run) throws IOException {
        copyTo(run);
        assertThatThrownBy(() -> Training.run(SETTINGS, new DrawnData(7, 3), run, TrainingListener.NONE))
                .isInstanceOf(UserError.class)
                .hasMessage(run.resolve("last.safetensors") + ": learnt from 8 pictures, now there are 7: a run goes on"
                        + " with the same data; begin another with --weights");
    }

    @Test
    void aRunIsNotResumedWithOtherClasses(@TempDir Path run) throws IOException {
        copyTo(run);
        assertThatThrownBy(() -> Training.run(SETTINGS, new OneClass(DATA), run, TrainingListener.NONE))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("learnt the classes [\"red\", \"green\"], now they are [\"red\"]");
    }

    @Test
    void aRunThatIsResumedWithOtherBatchesStepsOnInItsFirstBatches(@TempDir Path run) throws IOException {
        copyTo(run);
        TrainSettings larger =
                new TrainSettings("gelan-t", "drawn", null, 64, 8, 4, 1, 4, 0, 7, 1, 1, Hyperparameters.DEFAULT);
        List<StepReport> steps = new ArrayList<>();
        Training.run(larger, DATA, run, new TrainingListener() {
            @Override
            public void stepped(StepReport step) {
                steps.add(step);
            }
        });
        assertThat(steps).singleElement().satisfies(step -> {
            assertThat(step.epoch()).isEqualTo(3);
            assertThat(step.gradientNorm()).isFinite();
        });
    }

    @Test
    void aRunGoesOnInAnotherPrecision(@TempDir Path run) throws IOException {
        copyTo(run);
        TrainSettings more =
                new TrainSettings("gelan-t", "drawn", null, 64, 8, 4, 1, 4, 0, 7, 1, 1, Hyperparameters.DEFAULT);
        Training.run(more.on("cpu", Precision.FLOAT16, 1, 1), DATA, run, TrainingListener.NONE);

        try (PointerScope scope = new PointerScope()) {
            Safetensors last = Safetensors.read(run.resolve("last.safetensors"));
            assertThat(last.metadata()).containsEntry("epoch", "4");
            assertThat(last.tensors()).containsKey("loss_scale");
        }
    }

    @Test
    void aCheckpointWhoseProgressIsNoNumberIsNamed(@TempDir Path run) throws IOException {
        try (PointerScope scope = new PointerScope()) {
            Safetensors whole = Safetensors.read(undisturbed.resolve("last.safetensors"));
            Map<String, String> metadata = new HashMap<>(whole.metadata());
            metadata.put("progress.updates", "many");
            new Safetensors(whole.tensors(), metadata).write(run.resolve("last.safetensors"));
        }
        assertThatThrownBy(() -> Training.run(SETTINGS, DATA, run, TrainingListener.NONE))
                .isInstanceOf(UserError.class)
                .hasMessage(run.resolve("last.safetensors") + ": its progress.updates is no number: many");
    }

    @Test
    void aCheckpointOfAnotherModelIsNamed(@TempDir Path run) throws IOException {
        copyTo(run);
        TrainSettings other =
                new TrainSettings("gelan-s", "drawn", null, 64, 4, 3, 1, 2, 0, 7, 1, 1, Hyperparameters.DEFAULT);
        assertThatThrownBy(() -> Training.run(other, DATA, run, TrainingListener.NONE))
                .isInstanceOf(UserError.class)
                .hasMessageStartingWith(run.resolve("last.safetensors") + ": the checkpoint's tensor ");
    }

    private static void copyTo(Path run) throws IOException {
        for (String name : List.of("last.safetensors", "best.safetensors", "results.csv")) {
            Files.copy(undisturbed.resolve(name), run.resolve(name));
        }
    }
}
