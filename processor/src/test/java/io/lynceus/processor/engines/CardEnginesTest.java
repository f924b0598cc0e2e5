package io.lynceus.processor.engines;

import static org.assertj.core.api.Assertions.assertThat;

import io.lynceus.processor.demo.DemoCameras;
import io.lynceus.processor.inference.BundledModel;
import io.lynceus.processor.inference.DetectorSettings;
import io.lynceus.vision.engine.Convention;
import io.lynceus.vision.engine.Engine;
import io.lynceus.vision.engine.choice.EngineKind;
import io.lynceus.vision.engine.choice.Engines;
import io.lynceus.vision.model.ModelFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Needs an NVIDIA card, a build with its bindings, TensorRT (installed or of the build), and the demo's footage. */
@Tag("gpu")
class CardEnginesTest {
    private static final int SWAPS = 50;
    private static final long NOISE_MIB = 64;

    private final ModelFile model = BundledModel.or(null);
    private final List<String> told = new ArrayList<>();

    @TempDir
    Path plans;

    @ParameterizedTest
    @EnumSource(names = {"CUDA", "TENSORRT"})
    void itsAnswersToRealFramesAreThoseOfTheCores(EngineKind kind) {
        EngineCheck check = new EngineCheck(DemoCameras.footage().source(), 200, Duration.ofMillis(1), told::add);
        try (Engine reference = EngineCheck.reference(model, Convention.AUTO);
                Engine card = open(kind, EngineCheck.LARGEST)) {
            assertThat(check.run(reference, card)).as("%s", told).isTrue();
        }
    }

    /** The first makes the plan of TensorRT, and what CUDA keeps for the process. */
    @ParameterizedTest
    @EnumSource(names = {"CUDA", "TENSORRT"})
    void anEngineThatIsClosedLeavesNothingOnTheCard(EngineKind kind) throws IOException {
        open(kind, 1).close();
        long before = usedMib();
        for (int i = 0; i < SWAPS; i++) {
            open(kind, 1).close();
        }
        assertThat(usedMib() - before).isLessThan(NOISE_MIB);
    }

    private Engine open(EngineKind kind, int callers) {
        return new Engines(kind, plans, told::add)
                .open(model, DetectorSettings.defaults().engine(), callers)
                .engine();
    }

    private static long usedMib() throws IOException {
        Process process = new ProcessBuilder(
                        "nvidia-smi", "--id=0", "--query-gpu=memory.used", "--format=csv,noheader,nounits")
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String used = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        return Long.parseLong(used);
    }
}
