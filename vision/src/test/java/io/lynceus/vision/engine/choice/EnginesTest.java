package io.lynceus.vision.engine.choice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lynceus.vision.RunError;
import io.lynceus.vision.UserError;
import io.lynceus.vision.engine.Convention;
import io.lynceus.vision.engine.Engine;
import io.lynceus.vision.engine.EngineSettings;
import io.lynceus.vision.engine.Layout;
import io.lynceus.vision.engine.OnnxEngine;
import io.lynceus.vision.engine.Parallelism;
import io.lynceus.vision.engine.TinyModel;
import io.lynceus.vision.engine.tensorrt.Card;
import io.lynceus.vision.engine.tensorrt.Gpu;
import io.lynceus.vision.model.ModelFile;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class EnginesTest {
    private static final Card CARD = new Card("a card", "9.0", "13.0", "13.0", "10.15.1");
    private static final Gpu WITH = new Gpu(CARD, null);
    private static final Gpu WITHOUT = new Gpu(null, "libcuda.so.1 is missing (NVIDIA's driver)");
    private static final ModelFile MODEL = new ModelFile("tiny", new TinyModel(64, 64, 2).bytes());

    private static final EngineSettings ON_CPU = new EngineSettings(List.of(), 0, Parallelism.onCpu(1, 1));

    private boolean stopped;
    private int batchAskedFor;

    private Engine onGpu(ModelFile file, EngineSettings settings, Card card) {
        batchAskedFor = settings.parallelism().batch();
        return OnnxEngine.open(file, settings); // stands for the one on the card
    }

    private static Engine broken(ModelFile file, EngineSettings settings, Card card) {
        throw new RunError("TensorRT cannot build a plan of " + file.name() + ": out of memory");
    }

    private String open(EngineKind wanted, Supplier<Gpu> gpu, CardEngine.Opening tensorRt, int callers) {
        return open(wanted, gpu, tensorRt, WITHOUT, EnginesTest::broken, callers);
    }

    private String open(
            EngineKind wanted,
            Supplier<Gpu> gpu,
            CardEngine.Opening tensorRt,
            Gpu withCuda,
            CardEngine.Opening cuda,
            int callers) {
        StringBuilder told = new StringBuilder();
        List<CardEngine> onCard = List.of(
                new CardEngine(EngineKind.TENSORRT, "TensorRT", gpu, tensorRt),
                new CardEngine(EngineKind.CUDA, "CUDA", () -> withCuda, cuda));
        new Engines(wanted, onCard, told::append, () -> stopped)
                .open(MODEL, ON_CPU, callers)
                .engine()
                .close();
        return told.toString();
    }

    @Test
    void autoTakesTheCardThatIsThere() {
        assertThat(open(EngineKind.AUTO, () -> WITH, this::onGpu, 5)).isEqualTo("TensorRT 10.15.1 on a card");
        assertThat(batchAskedFor).isEqualTo(5);
    }

    @Test
    void aBatchIsNoLargerThanACardGainsFrom() {
        open(EngineKind.TENSORRT, () -> WITH, this::onGpu, 200);
        assertThat(batchAskedFor).isEqualTo(32);
    }

    @Test
    void autoFallsBackWithTheReasonWhereNoCardAnswers() {
        assertThat(open(EngineKind.AUTO, () -> WITHOUT, EnginesTest::broken, 1))
                .isEqualTo("ONNX Runtime, for TensorRT and CUDA cannot work here:"
                        + " libcuda.so.1 is missing (NVIDIA's driver)");
    }

    @Test
    void autoFallsBackWithTheReasonWhereTheCardIsNotUpToIt() {
        assertThat(open(EngineKind.AUTO, () -> WITH, EnginesTest::broken, 1))
                .isEqualTo("ONNX Runtime, for TensorRT cannot build a plan of tiny: out of memory;"
                        + " CUDA cannot work here: libcuda.so.1 is missing (NVIDIA's driver)");
    }

    @Test
    void autoFallsBackWithTheReasonWhereTensorRtDoesNotKnowAnOperatorOfTheModel() {
        CardEngine.Opening onGpu = (file, settings, card) -> {
            throw new UserError(
                    "TensorRT cannot take the model " + file.name() + ": NonMaxSuppression 'nms': no importer");
        };
        assertThat(open(EngineKind.AUTO, () -> WITH, onGpu, 1))
                .startsWith(
                        "ONNX Runtime, for TensorRT cannot take the model tiny: NonMaxSuppression 'nms': no importer");
        assertThatThrownBy(() -> open(EngineKind.TENSORRT, () -> WITH, onGpu, 1))
                .isInstanceOf(UserError.class);
    }

    @Test
    void autoTakesCudaOnACardWithoutTensorRt() {
        Gpu cuda = new Gpu(new Card("a card", "9.0", "13.0", "13.0", ""), null);
        assertThat(open(EngineKind.AUTO, () -> WITHOUT, EnginesTest::broken, cuda, this::onGpu, 3))
                .isEqualTo("CUDA on a card");
        assertThat(batchAskedFor).isEqualTo(3);
        assertThat(open(EngineKind.CUDA, () -> WITHOUT, EnginesTest::broken, cuda, this::onGpu, 3))
                .isEqualTo("CUDA on a card");
        assertThat(open(EngineKind.AUTO, () -> WITH, EnginesTest::broken, cuda, EnginesTest::broken, 3))
                .isEqualTo("ONNX Runtime, for TensorRT cannot build a plan of tiny: out of memory;"
                        + " TensorRT cannot build a plan of tiny: out of memory");
    }

    @Test
    void whoWantsCudaGetsNothingElse() {
        assertThatThrownBy(() -> open(EngineKind.CUDA, () -> WITH, this::onGpu, 1))
                .isInstanceOf(UserError.class)
                .hasMessage("engine: cuda cannot work here: libcuda.so.1 is missing (NVIDIA's driver)");
    }

    @Test
    void aCardIsToldHowTheOutputLies() {
        Convention transposed = new Convention(Layout.TRANSPOSED, null);
        EngineSettings asked = new EngineSettings(List.of(), 0, transposed, Parallelism.onCpu(1, 1));
        List<Convention> told = new ArrayList<>();
        CardEngine.Opening opening = (file, settings, card) -> {
            told.add(settings.convention());
            return onGpu(file, ON_CPU, card);
        };
        CardEngine only = new CardEngine(EngineKind.TENSORRT, "TensorRT", () -> WITH, opening);
        new Engines(EngineKind.AUTO, List.of(only), why -> {}, () -> false)
                .open(MODEL, asked, 1)
                .engine()
                .close();
        assertThat(told).containsExactly(transposed);
    }

    @Test
    void whoIsToStopGetsNoOtherEngineInstead() {
        stopped = true;
        assertThatThrownBy(() -> open(EngineKind.AUTO, () -> WITH, EnginesTest::broken, 1))
                .isInstanceOf(RunError.class);
    }

    @Test
    void whoWantsTensorRtGetsNothingElse() {
        assertThatThrownBy(() -> open(EngineKind.TENSORRT, () -> WITHOUT, EnginesTest::broken, 1))
                .isInstanceOf(UserError.class)
                .hasMessage("engine: tensorrt cannot work here: libcuda.so.1 is missing (NVIDIA's driver)");
        assertThatThrownBy(() -> open(EngineKind.TENSORRT, () -> WITH, EnginesTest::broken, 1))
                .isInstanceOf(RunError.class)
                .hasMessage("TensorRT cannot build a plan of tiny: out of memory");
    }

    @Test
    void whoWantsOnnxRuntimeLooksForNoCard() {
        Supplier<Gpu> nobody = () -> {
            throw new AssertionError("looked");
        };
        assertThat(open(EngineKind.ONNXRUNTIME, nobody, EnginesTest::broken, 1))
                .isEqualTo("ONNX Runtime, as asked for");
    }

    private static boolean onCores(EngineKind wanted, Gpu gpu) {
        CardEngine way = new CardEngine(EngineKind.CUDA, "CUDA", () -> gpu, EnginesTest::broken);
        return new Engines(wanted, List.of(way), why -> {}, () -> false).onCores();
    }

    @Test
    void theCoresRunAModelWhereNoCardIsOrNoneIsWanted() {
        assertThat(onCores(EngineKind.AUTO, WITHOUT)).isTrue();
        assertThat(onCores(EngineKind.ONNXRUNTIME, WITH)).isTrue();
        assertThat(onCores(EngineKind.AUTO, WITH)).isFalse();
        assertThat(onCores(EngineKind.CUDA, WITHOUT)).isFalse();
    }

    @ParameterizedTest
    @EnumSource(EngineKind.class)
    void aKindIsNamedAsItIsWritten(EngineKind kind) {
        assertThat(EngineKind.of(kind.toString())).isEqualTo(kind);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "AUTO", "gpu"})
    void anotherNameIsRefused(String name) {
        assertThatThrownBy(() -> EngineKind.of(name))
                .isInstanceOf(UserError.class)
                .hasMessage("engine: '" + name + "' is none of auto, onnxruntime, cuda, tensorrt");
    }
}
