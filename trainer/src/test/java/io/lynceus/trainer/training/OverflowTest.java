package io.lynceus.trainer.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lynceus.trainer.config.Precision;
import io.lynceus.trainer.config.TrainSettings;
import io.lynceus.trainer.model.Safetensors;
import io.lynceus.vision.RunError;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs in float16 whose pictures make the network overflow before there is a gradient. */
class OverflowTest {
    private static final int EPOCHS = 5;
    private static final GlaringData ONE_OF_EIGHT = new GlaringData(8, index -> index == 5);

    private static final List<StepReport> STEPS = new ArrayList<>();

    @TempDir
    private static Path folder;

    @BeforeAll
    static void train() throws IOException {
        Training.run(settings(Precision.FLOAT16, EPOCHS), ONE_OF_EIGHT, create("whole"), noting(STEPS));
    }

    private static Path create(String name) throws IOException {
        return Files.createDirectory(folder.resolve(name));
    }

    private static TrainSettings settings(Precision precision, int epochs) throws IOException {
        return GlaringData.settings(folder, precision, epochs);
    }

    @Test
    void aBatchThatOverflowsInTheForwardPassIsLeftOutAndHalvesTheScale() throws IOException {
        long skipped = STEPS.stream().filter(StepReport::skipped).count();
        assertThat(skipped).as("one batch of each epoch at least").isBetween((long) EPOCHS, STEPS.size() - 1L);
        try (PointerScope scope = new PointerScope()) {
            Safetensors last = Safetensors.read(folder.resolve("whole/last.safetensors"));
            last.tensors()
                    .forEach(
                            (name, tensor) -> assertThat(tensor.isfinite().all().item_bool())
                                    .as(name)
                                    .isTrue());
            Tensor scale = Objects.requireNonNull(last.tensors().get("loss_scale"));
            assertThat(scale.select(0, 0).item_double()).isEqualTo(LossScale.FIRST / Math.pow(2, skipped));
            Tensor counter = Objects.requireNonNull(last.tensors().get("model.0.bn.num_batches_tracked"));
            assertThat(counter.item_long())
                    .as("batches without the white picture")
                    .isEqualTo(EPOCHS);
        }
        assertThat(Files.readString(folder.resolve("whole/results.csv"))).doesNotContain("NaN", "Infinity");
    }

    @Test
    void aRunThatLeftBatchesOutGoesOnTheSameToTheBit() throws IOException {
        Path killed = create("killed");
        TrainSettings settings = settings(Precision.FLOAT16, EPOCHS);
        assertThatThrownBy(() -> Training.run(settings, ONE_OF_EIGHT, killed, new KilledInLastEpoch()))
                .hasMessage("killed");
        Training.run(settings, ONE_OF_EIGHT, killed, TrainingListener.NONE);

        assertThat(killed.resolve("last.safetensors"))
                .hasSameBinaryContentAs(folder.resolve("whole").resolve("last.safetensors"));
        assertThat(killed.resolve("results.csv"))
                .hasSameBinaryContentAs(folder.resolve("whole").resolve("results.csv"));
    }

    @Test
    void aRunInWhichEveryBatchOverflowsEndsWithOneLine() throws IOException {
        Path run = create("always");
        List<StepReport> steps = new ArrayList<>();
        TrainSettings settings = settings(Precision.FLOAT16, 10);
        assertThatThrownBy(() -> Training.run(settings, new GlaringData(40, index -> true), run, noting(steps)))
                .isInstanceOf(RunError.class)
                .hasMessage("float16 overflowed in 30 steps in a row, however the loss was scaled: go on with"
                        + " --precision bfloat16 or float32, or begin again with a lower lr0 in the recipe");
        assertThat(steps).hasSize(29).allMatch(StepReport::skipped);
    }

    @Test
    void aTypeWithTheRangeOfFloat32DoesNotOverflow() throws IOException {
        Path run = create("bfloat16");
        List<StepReport> steps = new ArrayList<>();
        Training.run(settings(Precision.BFLOAT16, 1), new GlaringData(8, index -> true), run, noting(steps));

        assertThat(steps).hasSize(2).noneMatch(StepReport::skipped);
    }

    private static TrainingListener noting(List<StepReport> steps) {
        return new TrainingListener() {
            @Override
            public void stepped(StepReport step) {
                steps.add(step);
            }
        };
    }

    /** Stops in the last epoch, before its checkpoint. */
    private static final class KilledInLastEpoch implements TrainingListener {
        @Override
        public void stepped(StepReport step) {
            if (step.epoch() == EPOCHS - 1 && step.batch() == 0) {
                throw new IllegalStateException("killed");
            }
        }
    }
}
