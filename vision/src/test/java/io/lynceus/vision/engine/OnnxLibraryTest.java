package io.lynceus.vision.engine;

import static org.assertj.core.api.Assertions.assertThat;

import ai.onnxruntime.OrtEnvironment;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OnnxLibraryTest {
    @TempDir
    Path folder;

    @Test
    void processesThatAreKilledLeaveOneCopyOfTheLibrariesAndItIsInTheCache() throws Exception {
        Path temporary = Files.createDirectory(folder.resolve("tmp"));
        Path cache = folder.resolve("cache");
        List<Process> together = List.of(killed(temporary, cache), killed(temporary, cache));
        for (Process one : together) {
            assertThat(one.waitFor()).as(said(one)).isEqualTo(Killed.CODE);
        }
        assertThat(files(temporary)).isEmpty();
        List<Path> unpacked = files(cache);
        assertThat(unpacked)
                .extracting(file -> file.getFileName().toString())
                .containsExactlyInAnyOrder(
                        System.mapLibraryName("onnxruntime"), System.mapLibraryName("onnxruntime4j_jni"));
        List<FileTime> times = times(unpacked);

        Process again = killed(temporary, cache);
        assertThat(again.waitFor()).as(said(again)).isEqualTo(Killed.CODE);
        assertThat(files(temporary)).isEmpty();
        assertThat(files(cache)).isEqualTo(unpacked);
        assertThat(times(unpacked)).isEqualTo(times);
    }

    @Test
    void aCacheThatCannotBeWrittenIsNoReasonNotToRun() throws Exception {
        Path temporary = Files.createDirectory(folder.resolve("tmp"));
        Path cache = Files.createFile(folder.resolve("a-file"));
        Process process = killed(temporary, cache);
        assertThat(process.waitFor()).as(said(process)).isEqualTo(Killed.CODE);
        assertThat(files(temporary)).hasSize(2);
    }

    @Test
    void whereNothingCanBeWrittenIsSaidInOneLine() throws Exception {
        Path file = Files.createFile(folder.resolve("a-file"));
        Process process = killed(file.resolve("tmp"), file);
        assertThat(said(process))
                .contains("ONNX Runtime cannot be unpacked, neither to " + file + " nor to " + file + "/tmp: ");
        assertThat(process.waitFor()).isEqualTo(1);
    }

    /** A process that loads the runtime and is gone without an end. */
    private static Process killed(Path temporary, Path cache) throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Djava.io.tmpdir=" + temporary,
                        "-Dlynceus.cache=" + cache,
                        "-cp",
                        System.getProperty("java.class.path"),
                        Killed.class.getName())
                .redirectErrorStream(true)
                .start();
    }

    private static String said(Process process) throws IOException {
        return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }

    private static List<Path> files(Path root) throws IOException {
        try (Stream<Path> paths = Files.walk(root)) {
            return paths.filter(Files::isRegularFile)
                    .filter(file -> !file.toString().contains("hsperfdata"))
                    .sorted()
                    .toList();
        }
    }

    private static List<FileTime> times(List<Path> files) throws IOException {
        List<FileTime> times = new ArrayList<>();
        for (Path file : files) {
            times.add(Files.getLastModifiedTime(file));
        }
        return times;
    }

    /** What is killed. */
    static final class Killed {
        static final int CODE = 9;

        private Killed() {}

        public static void main(String[] arguments) {
            OnnxLibrary.unpack();
            OrtEnvironment.getEnvironment();
            Runtime.getRuntime().halt(CODE);
        }
    }
}
