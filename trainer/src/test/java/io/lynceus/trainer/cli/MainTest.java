package io.lynceus.trainer.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.lynceus.vision.RunError;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** How failures that no verb has foreseen are said. */
class MainTest {
    private static String said(Throwable failure) {
        StringWriter err = new StringWriter();
        CommandLine line = Main.commandLine().addSubcommand("fail", new Failing(failure));
        line.setErr(new PrintWriter(err, true));
        assertThat(line.execute("fail")).isEqualTo(1);
        return err.toString();
    }

    @Test
    void ofLibTorchsOwnErrorsOnlyTheFirstLineIsShown() {
        assertThat(said(new RuntimeException("the device is gone\nException raised from here\nframe #0: there")))
                .isEqualTo("lynceus: the device is gone\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[enforce fail at alloc_cpu.cpp:117] . DefaultCPUAllocator: can't allocate memory",
                "CUDA out of memory. Tried"
            })
    void memoryThatDoesNotSufficeIsSaidWithWhatNeedsLess(String message) {
        assertThat(said(new RuntimeException(message)))
                .isEqualTo("lynceus: out of memory: make --batch or --imgsz smaller\n");
    }

    @Test
    void aHeapThatDoesNotSufficeIsSaidTheSameWay() {
        assertThat(said(new OutOfMemoryError("Java heap space")))
                .isEqualTo("lynceus: out of memory: make --batch or --imgsz smaller\n");
    }

    @Test
    void aFileThatCannotBeReadIsSaidWithItsNameAndTheReason() {
        assertThat(said(new UncheckedIOException(new AccessDeniedException("/data/images"))))
                .isEqualTo("lynceus: /data/images: permission denied\n");
        assertThat(said(new IOException("Broken pipe"))).isEqualTo("lynceus: Broken pipe\n");
    }

    @Test
    void anErrorWithoutAMessageIsNotSaidByTheNameOfAClass() {
        assertThat(said(new NullPointerException()))
                .isEqualTo("lynceus: failed for a reason that it does not know; LYNCEUS_DEBUG=1 shows where\n");
    }

    @Test
    void aMessageForTheUserIsShownAsItIs() {
        assertThat(said(new RunError("it went wrong"))).isEqualTo("lynceus: it went wrong\n");
    }

    @Command(name = "fail")
    private record Failing(Throwable failure) implements Callable<Integer> {
        @Override
        public Integer call() throws Exception {
            if (failure instanceof Error error) {
                throw error;
            }
            throw (Exception) failure;
        }
    }

    @Test
    void aFileWithAnEqualsSignInItsNameIsNoAssignment() {
        Run run = Run.lynceus("train", "--data", "yard=2.yaml", "--bacth", "4");

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains("--bacth").doesNotContain("options are given as");
    }

    @Test
    void optionsAsOtherTrainersTakeThemAreAskedFor() {
        Run run = Run.lynceus("train", "data=yard.yaml", "imgsz=640");

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err())
                .hasLineCount(1)
                .contains("not as data=yard.yaml (did you mean --data yard.yaml?)", "./lynceus train --help");
        assertThat(Run.lynceus("train", "project=runs/a").err()).contains("did you mean --output runs/a?");
        assertThat(Run.lynceus("validate", "qqqqqq=1").err()).contains("there is none of that name");
    }
}
