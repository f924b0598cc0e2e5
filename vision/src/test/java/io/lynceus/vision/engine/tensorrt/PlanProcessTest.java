package io.lynceus.vision.engine.tensorrt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lynceus.vision.RunError;
import io.lynceus.vision.UserError;
import io.lynceus.vision.model.ModelFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With other builders in place of TensorRT's, which needs a card. */
class PlanProcessTest {
    private static final ModelFile MODEL = new ModelFile("yard", new byte[] {3, 1, 4});
    private static final PlanRequest REQUEST = new PlanRequest(64, 96, 8, 16, 1, 100);

    @TempDir
    Path folder;

    private volatile boolean stopped;

    private PlanCache.Made make(Class<?> main) throws IOException {
        return new PlanProcess(main, () -> stopped).make(MODEL, "output0", REQUEST, new byte[] {9}, folder);
    }

    /** Makes of the model its bytes backwards, and one more measured. */
    static final class Backwards {
        public static void main(String[] arguments) throws IOException {
            assertThat(arguments)
                    .containsExactly(arguments[0], "yard", "", "output0", "64", "96", "8", "16", "1", "100");
            Path folder = Path.of(arguments[0]);
            byte[] model = Files.readAllBytes(folder.resolve(PlanProcess.MODEL));
            byte[] timings = Files.readAllBytes(folder.resolve(PlanProcess.TIMINGS));
            Files.write(folder.resolve(PlanProcess.PLAN), new byte[] {model[2], model[1], model[0]});
            Files.write(folder.resolve(PlanProcess.TIMINGS), new byte[] {timings[0], 10});
        }
    }

    @Test
    void thePlanAndWhatWasMeasuredComeBack() throws IOException {
        PlanCache.Made made = make(Backwards.class);
        assertThat(made.plan()).containsExactly(4, 1, 3);
        assertThat(made.timings()).containsExactly(9, 10);
    }

    /** Never gets done; leaves its number. */
    static final class Endless {
        public static void main(String[] arguments) throws Exception {
            PlanMain.endWithParent();
            Path named = Path.of(arguments[0], "named");
            Files.writeString(named, String.valueOf(ProcessHandle.current().pid()));
            Files.move(named, Path.of(arguments[0], "number"));
            Thread.sleep(Long.MAX_VALUE);
        }
    }

    @Test
    void whoIsToStopEndsTheProcess() throws Exception {
        Path number = folder.resolve("number");
        PlanProcess process = new PlanProcess(Endless.class, () -> Files.exists(number));
        assertThatThrownBy(() -> process.make(MODEL, "output0", REQUEST, new byte[0], folder))
                .isInstanceOf(RunError.class)
                .hasMessage("stopped while TensorRT's plan of yard was made");
        long pid = Long.parseLong(Files.readString(number));
        assertThat(ProcessHandle.of(pid)).isEmpty();
    }

    @Test
    void theProcessEndsWithTheOneThatStartedIt() throws Exception {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Endless.class.getName(),
                        folder.toString())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        process.getOutputStream().close();
        assertThat(process.waitFor()).isEqualTo(1);
    }

    /** Has something against the model. */
    static final class Refuses {
        public static void main(String[] arguments) throws IOException {
            Files.writeString(Path.of(arguments[0], PlanProcess.ERROR), "Loop 'a': unknown");
            System.exit(PlanMain.REFUSED);
        }
    }

    @Test
    void whatIsWrongWithTheModelIsSaidInTheBuildersWords() {
        assertThatThrownBy(() -> make(Refuses.class))
                .isInstanceOf(UserError.class)
                .hasMessage("Loop 'a': unknown");
    }

    /** Dies as of a fault in native code. */
    static final class Dies {
        public static void main(String[] arguments) {
            Runtime.getRuntime().halt(139);
        }
    }

    @Test
    void aBuilderThatDiesIsAnErrorAndNoPlan() {
        assertThatThrownBy(() -> make(Dies.class))
                .isInstanceOf(RunError.class)
                .hasMessageStartingWith("TensorRT's builder ended with code 139 while it made the plan of yard");
    }

    /** As TensorRT 10.6 ends where it cannot begin, word for word. */
    static final class Terminates {
        public static void main(String[] arguments) {
            System.err.println("terminate called after throwing an instance of 'nvinfer1::APIUsageError'");
            System.err.println(
                    "  what():  CUDA initialization failure with error: 35." + " Please check your CUDA installation");
            Runtime.getRuntime().halt(134);
        }
    }

    @Test
    void anExceptionThatEndsTheBuildersProcessIsItsReason() {
        assertThatThrownBy(() -> make(Terminates.class))
                .isInstanceOf(RunError.class)
                .hasMessage("TensorRT cannot build a plan of yard: CUDA initialization failure with error: 35."
                        + " Please check your CUDA installation");
    }

    /** Cannot write its reason down, as on a full disk. */
    static final class Speechless {
        public static void main(String[] arguments) throws IOException {
            Files.createFile(Path.of(arguments[0], PlanProcess.ERROR));
            System.exit(1);
        }
    }

    @Test
    void aBuilderWithoutAReasonIsNoErrorWithoutWords() {
        assertThatThrownBy(() -> make(Speechless.class))
                .isInstanceOf(RunError.class)
                .hasMessageStartingWith("TensorRT's builder ended with code 1 while it made the plan of yard");
    }

    @Test
    void theRealOneSaysWhatItHasAgainstIt() {
        // No card; where there is one, that it is no model.
        assertThatThrownBy(() -> make(PlanMain.class)).hasMessageStartingWith("TensorRT cannot ");
    }
}
