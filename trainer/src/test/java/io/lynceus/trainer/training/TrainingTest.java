package io.lynceus.trainer.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lynceus.trainer.config.Curve;
import io.lynceus.trainer.config.Hyperparameters;
import io.lynceus.trainer.config.OptimizerKind;
import io.lynceus.trainer.config.Precision;
import io.lynceus.trainer.config.TrainPeers;
import io.lynceus.trainer.config.TrainSettings;
import io.lynceus.trainer.model.Safetensors;
import io.lynceus.vision.UserError;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TrainingTest {
    private static final TrainSettings SETTINGS = DrawnData.SETTINGS;
    private static final DrawnData DATA = DrawnData.EIGHT;

    @TempDir
    private static Path undisturbed;

    @BeforeAll
    static void train() {
        Training.run(SETTINGS, DATA, undisturbed, TrainingListener.NONE);
    }

    @Test
    void aKilledRunGoesOnAsIfNothingHadHappened(@TempDir Path killed) throws IOException {
        assertThatThrownBy(() -> Training.run(SETTINGS, DATA, killed, new KilledInSecondEpoch()))
                .hasMessage("killed");
        Training.run(SETTINGS, DATA, killed, TrainingListener.NONE);

        assertThat(killed.resolve("results.csv")).hasSameTextualContentAs(undisturbed.resolve("results.csv"));
        assertSameTensors(killed, undisturbed);
    }

    private static void assertSameTensors(Path run, Path reference) {
        try (PointerScope scope = new PointerScope()) {
            Safetensors expected = Safetensors.read(reference.resolve("last.safetensors"));
            Safetensors actual = Safetensors.read(run.resolve("last.safetensors"));
            assertThat(actual.metadata()).isEqualTo(expected.metadata());
            assertThat(actual.tensors()).containsOnlyKeys(expected.tensors().keySet());
            expected.tensors()
                    .forEach((name, tensor) -> assertThat(
                                    tensor.equal(actual.tensors().get(name)))
                            .as(name)
                            .isTrue());
        }
    }

    @ParameterizedTest
    @CsvSource({"ADAM, BFLOAT16", "ADAMW, BFLOAT16", "LION, FLOAT16", "MUON, FLOAT32"})
    void whatOtherOptimisersAndPrecisionsRememberIsInTheCheckpoint(
            OptimizerKind kind, Precision precision, @TempDir Path killed, @TempDir Path whole) {
        TrainSettings settings = new TrainSettings(
                "gelan-t",
                "drawn",
                null,
                0,
                64,
                4,
                2,
                1,
                2,
                0,
                7,
                1,
                1,
                "cpu",
                Curve.COSINE,
                kind,
                precision,
                Hyperparameters.DEFAULT);
        Training.run(settings, DATA, whole, TrainingListener.NONE);
        assertThatThrownBy(() -> Training.run(settings, DATA, killed, new KilledInSecondEpoch()))
                .hasMessage("killed");
        Training.run(settings, DATA, killed, TrainingListener.NONE);

        assertThat(killed.resolve("results.csv")).hasSameTextualContentAs(whole.resolve("results.csv"));
        assertSameTensors(killed, whole);
        assertThatThrownBy(() -> Training.run(SETTINGS, DATA, killed, TrainingListener.NONE))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("momentum.biases does not fit");
    }

    @Test
    void aCheckpointSaysWhatItIs() throws IOException {
        try (PointerScope scope = new PointerScope()) {
            Safetensors best = Safetensors.read(undisturbed.resolve("best.safetensors"));
            assertThat(best.metadata())
                    .containsEntry("architecture", "gelan-t")
                    .containsEntry("names", "[\"red\", \"green\"]")
                    .containsEntry("imgsz", "64")
                    .containsEntry("epochs", "3")
                    .containsEntry("trained_on", "drawn TRAIN")
                    .containsKeys("AP50", "AP", "AP50.red", "seed");
            assertThat(best.tensors())
                    .containsKeys("model.0.conv.weight", "ema.model.0.conv.weight", "momentum.kernels");
            Tensor raw = Objects.requireNonNull(best.tensors().get("model.0.conv.weight"));
            assertThat(raw.equal(best.tensors().get("ema.model.0.conv.weight"))).isFalse();
        }
        List<String> rows = Files.readAllLines(undisturbed.resolve("results.csv"));
        assertThat(rows).hasSize(4);
        assertThat(rows.get(0)).startsWith("epoch,train/box_loss,").endsWith("x/lr2");
        assertThat(rows.get(1)).as("not validated").startsWith("0,").contains(",,,,,,,,");
        String[] last = rows.get(3).split(",");
        assertThat(List.of(last[8], last[9], last[10]))
                .as("held out")
                .allSatisfy(loss -> assertThat(Double.parseDouble(loss)).isPositive());
    }

    @Test
    void leavesAPictureOfTheFirstBatchAndCurvesForTensorBoard() {
        assertThat(undisturbed.resolve("train-batch.png")).isNotEmptyFile();
        assertThat(undisturbed).isDirectoryContaining("glob:**/events.out.tfevents.*");
    }

    @Test
    void endsEarlyWhenNoEpochIsBetterForLong(@TempDir Path run) throws IOException {
        TrainSettings impatient =
                new TrainSettings("gelan-t", "drawn", null, 64, 4, 9, 1, 1, 2, 7, 1, 1, Hyperparameters.DEFAULT);
        TrainingOutcome outcome = Training.run(impatient, DATA, run, TrainingListener.NONE);

        // Nothing is found in so short a run: the first epoch stays the best, and two more have no better one.
        assertThat(outcome.bestEpoch()).isEqualTo(1);
        assertThat(outcome.epochs()).isEqualTo(3);
        assertThat(Training.run(impatient, DATA, run, TrainingListener.NONE).epochs())
                .as("when it is resumed")
                .isEqualTo(3);
    }

    @Test
    void saysWhichLayersOfOtherWeightsFit(@TempDir Path run) {
        TrainSettings tuned = new TrainSettings(
                "gelan-t",
                "drawn",
                undisturbed.resolve("last.safetensors").toString(),
                64,
                4,
                1,
                1,
                1,
                0,
                7,
                1,
                1,
                Hyperparameters.DEFAULT);
        List<StartingWeights> told = new ArrayList<>();
        Training.run(tuned, new OneClass(DATA), run, new TrainingListener() {
            @Override
            public void startingFrom(StartingWeights weights) {
                told.add(weights);
            }
        });
        assertThat(told).singleElement().satisfies(weights -> {
            assertThat(weights.found()).isGreaterThan(1000);
            assertThat(weights.others())
                    .containsExactlyInAnyOrder(
                            "model.22.cv3.0.2.weight",
                            "model.22.cv3.0.2.bias",
                            "model.22.cv3.1.2.weight",
                            "model.22.cv3.1.2.bias",
                            "model.22.cv3.2.2.weight",
                            "model.22.cv3.2.2.bias");
        });
    }

    @Test
    void frozenLayersStayAsTheyWereButForStatistics(@TempDir Path run, @TempDir Path killed) throws IOException {
        TrainSettings tuned = frozen(10);
        Training.run(tuned, DATA, run, TrainingListener.NONE);
        assertThatThrownBy(() -> Training.run(tuned, DATA, killed, new KilledInSecondEpoch()))
                .hasMessage("killed");
        Training.run(tuned, DATA, killed, TrainingListener.NONE);

        assertSameTensors(killed, run);
        try (PointerScope scope = new PointerScope()) {
            Map<String, Tensor> before =
                    Safetensors.read(undisturbed.resolve("last.safetensors")).tensors();
            Map<String, Tensor> after =
                    Safetensors.read(run.resolve("last.safetensors")).tensors();
            for (String name : List.of("model.0.conv.weight", "model.9.cv5.conv.weight", "model.9.cv5.bn.bias")) {
                Tensor kept = Objects.requireNonNull(before.get("ema." + name));
                assertThat(kept.equal(after.get(name))).as(name).isTrue();
                assertThat(kept.equal(after.get("ema." + name)))
                        .as("ema " + name)
                        .isTrue();
            }
            for (String name :
                    List.of("model.12.cv1.conv.weight", "model.22.cv2.0.2.bias", "model.9.cv5.bn.running_mean")) {
                assertThat(Objects.requireNonNull(before.get("ema." + name)).equal(after.get(name)))
                        .as(name)
                        .isFalse();
            }
        }
    }

    @Test
    void moreFrozenLayersThanThereAreIsSaid(@TempDir Path run) {
        assertThatThrownBy(() -> Training.run(frozen(23), DATA, run, TrainingListener.NONE))
                .isInstanceOf(UserError.class)
                .hasMessage("--freeze 23: gelan-t has 22 layers before its head");
    }

    @Test
    void aFrozenLayerThatTheCheckpointDoesNotHaveIsSaid(@TempDir Path run) {
        assertThatThrownBy(() -> Training.run(frozen("gelan-s", 10), DATA, run, TrainingListener.NONE))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("last.safetensors: has no model.0.conv.weight for this model");
    }

    @ParameterizedTest
    @CsvSource({
        "4, 2, 3, '--batch 2: has not a picture for each of the 3 processes'",
        "2, 3, 3, 'drawn: 2 pictures to learn from, and 3 processes: each needs one'"
    })
    void tooFewPicturesForTheProcessesAreSaidBeforeTheyMeet(
            int pictures, int batch, int processes, String said, @TempDir Path run) {
        TrainSettings settings =
                new TrainSettings("gelan-t", "drawn", null, 64, batch, 1, 0, 1, 0, 7, 1, 1, Hyperparameters.DEFAULT);
        TrainPeers second = new TrainPeers(1, processes, "127.0.0.1", 1, "127.0.0.1", Duration.ofMillis(1));
        assertThatThrownBy(() -> Training.run(settings, second, new DrawnData(pictures, 1), run, TrainingListener.NONE))
                .isInstanceOf(UserError.class)
                .hasMessage(said);
    }

    @Test
    void aBatchThatNoArrayHoldsIsSaid(@TempDir Path run) {
        TrainSettings huge =
                new TrainSettings("gelan-t", "drawn", null, 1280, 437, 1, 0, 1, 0, 7, 1, 1, Hyperparameters.DEFAULT);
        assertThatThrownBy(() -> Training.run(huge, new DrawnData(437, 1), run, TrainingListener.NONE))
                .isInstanceOf(UserError.class)
                .hasMessage("--batch 437 --imgsz 1280: a batch has more than 2 GiB of pixels; at most 436 pictures");
    }

    @Test
    void oneTrainingAtATimeWritesAFolder(@TempDir Path run) {
        assertThatThrownBy(() -> Training.run(SETTINGS, DATA, run, new TrainingListener() {
                    @Override
                    public void started(TrainingPlan plan) {
                        Training.run(SETTINGS, DATA, run, TrainingListener.NONE);
                    }
                }))
                .isInstanceOf(UserError.class)
                .hasMessage(run + ": another process is training in this folder");
    }

    private static TrainSettings frozen(int layers) {
        return frozen("gelan-t", layers);
    }

    private static TrainSettings frozen(String model, int layers) {
        return new TrainSettings(
                model,
                "drawn",
                undisturbed.resolve("last.safetensors").toString(),
                layers,
                64,
                4,
                2,
                1,
                1,
                0,
                7,
                1,
                1,
                "cpu",
                Curve.LINEAR,
                OptimizerKind.SGD,
                Precision.FLOAT32,
                Hyperparameters.DEFAULT);
    }

    /** Stops after the second epoch has moved the weights, before its checkpoint. */
    private static final class KilledInSecondEpoch implements TrainingListener {
        @Override
        public void stepped(StepReport step) {
            if (step.epoch() == 1 && step.batch() == 1) {
                throw new IllegalStateException("killed");
            }
        }
    }
}
