package io.lynceus.trainer.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lynceus.trainer.config.Curve;
import io.lynceus.trainer.config.Hyperparameters;
import io.lynceus.trainer.config.HyperparametersFile;
import io.lynceus.trainer.config.OptimizerKind;
import io.lynceus.trainer.config.Precision;
import io.lynceus.trainer.config.TrainSettings;
import io.lynceus.trainer.data.Dataset;
import io.lynceus.trainer.data.LabelBox;
import io.lynceus.trainer.data.Sample;
import io.lynceus.trainer.data.Split;
import io.lynceus.trainer.evaluation.CheckpointPredictor;
import io.lynceus.trainer.evaluation.EnginePredictor;
import io.lynceus.trainer.evaluation.LibTorchPredictor;
import io.lynceus.trainer.evaluation.PictureBatch;
import io.lynceus.trainer.evaluation.Predictor;
import io.lynceus.trainer.export.ExportOptions;
import io.lynceus.trainer.export.OnnxExporter;
import io.lynceus.trainer.model.Architecture;
import io.lynceus.trainer.model.HeadKind;
import io.lynceus.trainer.model.Network;
import io.lynceus.trainer.model.Safetensors;
import io.lynceus.trainer.model.StoredNetwork;
import io.lynceus.trainer.quantise.BoxAgreement;
import io.lynceus.trainer.quantise.Quantisation;
import io.lynceus.trainer.quantise.Scheme;
import io.lynceus.vision.boxes.Box;
import io.lynceus.vision.boxes.Candidates;
import io.lynceus.vision.boxes.Nms;
import io.lynceus.vision.boxes.NmsSettings;
import io.lynceus.vision.engine.EngineSettings;
import io.lynceus.vision.engine.OnnxEngine;
import io.lynceus.vision.engine.Parallelism;
import io.lynceus.vision.model.InputSize;
import io.lynceus.vision.model.ModelFile;
import io.lynceus.vision.pixels.Letterbox;
import io.lynceus.vision.pixels.PictureSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A small network that has learnt sixteen pictures by heart, with one object in each. */
class OneToOneTrainingTest {
    private static final int SIDE = 64;
    private static final DrawnData DATA = new DrawnData(16, 3);
    private static final Nms SERVED = new Nms(NmsSettings.SERVING);

    private static final String MODEL = """
            0 -1 Conv 16 3 2
            1 -1 Conv 16 3 2
            2 -1 Conv 32 3 2
            3 -1 AConv 32
            4 -1 AConv 32
            5 2,3,4 DDetect
            """;

    /** Nothing is changed by chance, every batch is a step, and the average is what there is now. */
    private static final Hyperparameters QUICK = HyperparametersFile.fromMap(Map.ofEntries(
            Map.entry("nominal_batch", 4.0),
            Map.entry("ema_tau", 1e6),
            Map.entry("momentum", 0.9),
            Map.entry("warmup_epochs", 0.0),
            Map.entry("warmup_bias_lr", 0.01),
            Map.entry("mosaic", 0.0),
            Map.entry("mixup", 0.0),
            Map.entry("fliplr", 0.0),
            Map.entry("translate", 0.0),
            Map.entry("scale", 0.0),
            Map.entry("hsv_h", 0.0),
            Map.entry("hsv_s", 0.0),
            Map.entry("hsv_v", 0.0)));

    @TempDir
    private static Path folder;

    private static Path model;
    private static Path learnt;

    private static TrainSettings settings(int epochs) {
        return new TrainSettings(
                model.toString(),
                "drawn",
                null,
                0,
                SIDE,
                4,
                epochs,
                0,
                epochs,
                0,
                7,
                1,
                1,
                "cpu",
                Curve.COSINE,
                OptimizerKind.ADAM,
                Precision.FLOAT32,
                QUICK);
    }

    @BeforeAll
    static void train() throws IOException {
        model = Files.writeString(folder.resolve("small.txt"), "head: one-to-one\n" + MODEL);
        learnt = run(settings(45), TrainingListener.NONE, folder.resolve("learnt"));
    }

    private static Path run(TrainSettings settings, TrainingListener listener, Path run) throws IOException {
        return Training.run(settings, DATA, Files.createDirectories(run), listener)
                .last();
    }

    @Test
    void anObjectHasOneRowWhereTheUsualHeadHasSeveral() {
        int many = 0;
        try (Predictor one = CheckpointPredictor.open(learnt, "cpu");
                StoredNetwork stored = StoredNetwork.open(learnt, HeadKind.ONE_TO_MANY);
                Predictor usual =
                        new LibTorchPredictor(stored.network()::predict, HeadKind.ONE_TO_MANY, DATA.names(), null)) {
            assertThat(one.head()).isEqualTo(HeadKind.ONE_TO_ONE);
            Dataset pictures = DATA.open(Split.TRAIN, SIDE);
            for (int i = 0; i < pictures.size(); i++) {
                Sample sample = pictures.load(i);
                assertThat(boxes(one, sample)).as(sample.id()).singleElement().satisfies(box -> {
                    assertThat(box.classId()).isEqualTo(sample.boxes().get(0).classId());
                    assertThat(box.iou(labelled(sample))).isGreaterThan(0.5f);
                });
                many += candidates(usual, sample).size();
            }
            assertThat(many).as("of the usual head, before suppression").isGreaterThan(2 * pictures.size());
        }
    }

    @Test
    void theExportedFileFindsWhatTheCheckpointFinds() {
        Path file = folder.resolve("small.onnx");
        try (StoredNetwork stored = StoredNetwork.open(learnt)) {
            new OnnxExporter(ExportOptions.of(SIDE, SIDE))
                    .export(stored.network(), Map.of("names", "{0: 'red', 1: 'green'}"), file);
        }
        EngineSettings settings = new EngineSettings(List.of(), 0, Parallelism.onCpu(1, 1));
        try (Predictor checkpoint = CheckpointPredictor.open(learnt, "cpu");
                Predictor exported = new EnginePredictor(OnnxEngine.open(ModelFile.read(file), settings))) {
            assertThat(exported.head()).isEqualTo(HeadKind.ONE_TO_ONE);
            for (Split split : List.of(Split.TRAIN, Split.VAL)) {
                Dataset pictures = DATA.open(split, SIDE);
                for (int i = 0; i < pictures.size(); i++) {
                    List<Box> wanted = boxes(checkpoint, pictures.load(i));
                    List<Box> found = boxes(exported, pictures.load(i));
                    assertThat(found).hasSameSizeAs(wanted);
                    for (int box = 0; box < found.size(); box++) {
                        assertThat(found.get(box).classId())
                                .isEqualTo(wanted.get(box).classId());
                        assertThat(Math.abs(
                                        found.get(box).score() - wanted.get(box).score()))
                                .isLessThan(1e-3f);
                        assertThat(found.get(box).iou(wanted.get(box))).isGreaterThan(0.999f);
                    }
                }
            }
        }
    }

    @Test
    void inEightBitsItFindsTheSame() {
        EngineSettings settings = new EngineSettings(List.of(), 0, Parallelism.onCpu(1, 1));
        InputSize size = new InputSize(SIDE, SIDE);
        ModelFile exact;
        try (StoredNetwork stored = StoredNetwork.open(learnt)) {
            exact = new ModelFile(
                    "small", new OnnxExporter(ExportOptions.of(SIDE, SIDE)).bytes(stored.network(), Map.of()));
        }
        Dataset pictures = DATA.open(Split.TRAIN, SIDE);
        List<PictureSource> sources = new ArrayList<>();
        for (int i = 0; i < pictures.size(); i++) {
            sources.add(
                    Letterbox.of(SIDE, SIDE, SIDE, SIDE).source(pictures.load(i).picture()));
        }
        Quantisation quantisation = new Quantisation(exact, size, Scheme.ONNXRUNTIME, List.of());
        ModelFile quantised = new ModelFile("small", quantisation.write(sources, done -> {}));

        BoxAgreement agreement = new BoxAgreement();
        try (Predictor one = new EnginePredictor(OnnxEngine.open(exact, settings));
                Predictor other = new EnginePredictor(OnnxEngine.open(quantised, settings))) {
            PictureBatch batch = new PictureBatch(size, sources);
            List<Candidates> wanted = one.predict(batch, 0.1f);
            List<Candidates> found = other.predict(batch, 0.1f);
            for (int i = 0; i < sources.size(); i++) {
                agreement.add(wanted.get(i), found.get(i));
            }
        }
        assertThat(quantisation.extent()).doesNotStartWith("0 of");
        assertThat(agreement.boxes()).isEqualTo(sources.size());
        assertThat(agreement.lost()).as(agreement.toString()).isZero();
        assertThat(agreement.madeUp()).as(agreement.toString()).isZero();
    }

    @Test
    void aKilledRunGoesOnWithBothHeadsAsIfNothingHadHappened() throws IOException {
        Path whole = run(settings(3), TrainingListener.NONE, folder.resolve("whole"));
        assertThatThrownBy(() -> run(settings(3), new Killed(), folder.resolve("killed")))
                .hasMessage("killed");
        Path resumed = run(settings(3), TrainingListener.NONE, folder.resolve("killed"));

        try (PointerScope scope = new PointerScope()) {
            Map<String, Tensor> expected = Safetensors.read(whole).tensors();
            Map<String, Tensor> actual = Safetensors.read(resumed).tensors();
            assertThat(expected).containsKeys("model.5.cv2.0.2.bias", "ema.model.5.one2one_cv2.0.2.bias");
            assertThat(actual).containsOnlyKeys(expected.keySet());
            expected.forEach((name, tensor) ->
                    assertThat(tensor.equal(actual.get(name))).as(name).isTrue());
        }
    }

    @Test
    void fromWeightsWithoutThatHeadItStartsAsACopy() throws IOException {
        Path usual = folder.resolve("usual.safetensors");
        Architecture architecture = Architecture.parse("small", "small", MODEL);
        try (PointerScope scope = new PointerScope();
                Network network = Network.create(architecture, 2, 99);
                Network both = Network.create(architecture.with(HeadKind.ONE_TO_ONE), 2, 1)) {
            Map<String, Tensor> tensors = new HashMap<>();
            network.weights()
                    .names()
                    .forEach(name -> tensors.put(name, network.weights().get(name)));
            new Safetensors(tensors, Map.of()).write(usual);
            List<String> names = both.weights().names();

            StartingWeights start = StartingWeights.load(
                    usual, both.weights(), both.architecture().originals(names));

            assertThat(start.found()).isEqualTo(tensors.size());
            assertThat(start.others()).isEmpty();
            assertThat(start.copied()).hasSize(names.size() - tensors.size()).contains("model.5.one2one_cv3.0.2.bias");
            start.copied()
                    .forEach(name -> assertThat(
                                    both.weights().get(name).equal(tensors.get(name.replace("one2one_", ""))))
                            .as(name)
                            .isTrue());
        }
    }

    private static Candidates candidates(Predictor predictor, Sample sample) {
        Letterbox whole = Letterbox.of(SIDE, SIDE, SIDE, SIDE);
        PictureBatch batch = new PictureBatch(new InputSize(SIDE, SIDE), List.of(whole.source(sample.picture())));
        return predictor.predict(batch, NmsSettings.SERVING.score()).get(0);
    }

    private static List<Box> boxes(Predictor predictor, Sample sample) {
        return new ArrayList<>(SERVED.apply(candidates(predictor, sample)));
    }

    private static Box labelled(Sample sample) {
        LabelBox label = sample.boxes().get(0);
        return new Box(label.classId(), 1, label.x1(), label.y1(), label.x2(), label.y2());
    }

    /** Stops after the second epoch has moved the weights, before its checkpoint. */
    private static final class Killed implements TrainingListener {
        @Override
        public void stepped(StepReport step) {
            if (step.epoch() == 1 && step.batch() == 3) {
                throw new IllegalStateException("killed");
            }
        }
    }
}
