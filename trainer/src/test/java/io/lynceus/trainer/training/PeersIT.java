package io.lynceus.trainer.training;

import static org.assertj.core.api.Assertions.assertThat;

import io.lynceus.trainer.model.Safetensors;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ThreadLocalRandom;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two processes on this machine, over Gloo. */
class PeersIT {
    @TempDir
    private Path folder;

    @Test
    void theGradientsOfTwoProcessesAreThoseOfOneWithTheWholeBatch() throws Exception {
        PeerMain.gradients(PeerMain.peers(0, 1, freePort()), folder.resolve("whole.safetensors"));
        together("gradients");

        try (PointerScope scope = new PointerScope()) {
            Map<String, Tensor> whole =
                    Safetensors.read(folder.resolve("whole.safetensors")).tensors();
            for (int rank = 0; rank < 2; rank++) {
                Map<String, Tensor> shared = Safetensors.read(folder.resolve("gradients-" + rank + ".safetensors"))
                        .tensors();
                assertThat(shared).containsOnlyKeys(whole.keySet());
                whole.forEach((name, expected) -> {
                    Tensor actual = Objects.requireNonNull(shared.get(name));
                    double size = expected.abs().max().item_double();
                    assertThat(size).as(name).isPositive();
                    assertThat(actual.sub(expected).abs().max().item_double())
                            .as(name)
                            .isLessThan(1e-4 * size);
                });
            }
        }
    }

    @Test
    void twoProcessesTrainToTheEndAndTheFirstWritesTheRun() throws Exception {
        together("training");

        assertThat(Files.readAllLines(folder.resolve("results.csv"))).hasSize(3);
        assertThat(folder.resolve("best.safetensors")).exists();
        assertThat(folder.resolve("last.safetensors")).exists();
    }

    @Test
    void aStepThatOverflowsInOneProcessIsLeftOutByBoth() throws Exception {
        together("overflow");

        List<String> first = Files.readAllLines(folder.resolve("skipped-0"));
        assertThat(first).hasSize(6).contains("true");
        assertThat(folder.resolve("skipped-1")).hasSameTextualContentAs(folder.resolve("skipped-0"));
        try (PointerScope scope = new PointerScope()) {
            Safetensors.read(folder.resolve("last.safetensors"))
                    .tensors()
                    .forEach(
                            (name, tensor) -> assertThat(tensor.isfinite().all().item_bool())
                                    .as(name)
                                    .isTrue());
        }
    }

    @Test
    void aProcessThatIsLeftAloneSaysSoInOneLine() throws Exception {
        together("deserted");

        assertThat(folder.resolve("said"))
                .content()
                .hasLineCount(1)
                .startsWith(
                        "another of the 2 training processes has ended or cannot be reached; when it is mended, go on"
                                + " with --resume in all of them: ");
    }

    private void together(String what) throws Exception {
        int port = freePort();
        List<Process> processes = new ArrayList<>();
        try {
            for (int rank = 0; rank < 2; rank++) {
                processes.add(start(what, rank, port));
            }
            for (int rank = 0; rank < 2; rank++) {
                assertThat(processes.get(rank).waitFor()).as(() -> log()).isZero();
            }
        } finally {
            processes.forEach(Process::destroyForcibly);
        }
    }

    private Process start(String what, int rank, int port) throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Djava.awt.headless=true",
                        "-cp",
                        System.getProperty("java.class.path"),
                        PeerMain.class.getName(),
                        what,
                        Integer.toString(rank),
                        "2",
                        Integer.toString(port),
                        folder.toString())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("log-" + rank).toFile())
                .start();
    }

    private String log() {
        try {
            return Files.readString(folder.resolve("log-0")) + Files.readString(folder.resolve("log-1"));
        } catch (IOException e) {
            return "no log: " + e;
        }
    }

    /** Below those that systems give to clients, one of which could have it before the processes do. */
    private static int freePort() throws IOException {
        while (true) {
            int port = ThreadLocalRandom.current().nextInt(20_000, 32_000);
            try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
                return socket.getLocalPort();
            } catch (BindException e) {
                // Somebody has it: another.
            }
        }
    }
}
