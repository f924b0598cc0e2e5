package io.lynceus.vision.engine.tensorrt;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.bytedeco.javacpp.Loader;
import org.junit.jupiter.api.Test;

class BuilderKernelsTest {
    private static final Path FOLDER =
            Path.of("/home/a b/.javacpp/cache/tensorrt-redist.jar/org/bytedeco/tensorrt/" + Loader.getPlatform());

    @Test
    void theSystemLooksForTheKernelsWhereTheLibraryOfAJarLies() {
        Map<String, String> environment = new HashMap<>();
        BuilderKernels.giveTo(environment, FOLDER.resolve("libnvinfer.so.10"));
        assertThat(environment)
                .containsEntry("LD_LIBRARY_PATH", FOLDER.toString())
                .containsEntry("GLIBC_TUNABLES", "glibc.rtld.execstack=2");
    }

    @Test
    void whatTheEnvironmentHasIsKept() {
        Map<String, String> environment =
                new HashMap<>(Map.of("LD_LIBRARY_PATH", "/opt/cuda", "GLIBC_TUNABLES", "glibc.malloc.hugetlb=1"));
        BuilderKernels.giveTo(environment, FOLDER.resolve("libnvinfer.so.10"));
        assertThat(environment)
                .containsEntry("LD_LIBRARY_PATH", FOLDER + ":/opt/cuda")
                .containsEntry("GLIBC_TUNABLES", "glibc.malloc.hugetlb=1:glibc.rtld.execstack=2");
    }

    @Test
    void anEmptyListOfFoldersDoesNotPutTheWorkingFolderOnIt() {
        Map<String, String> environment = new HashMap<>(Map.of("LD_LIBRARY_PATH", ""));
        BuilderKernels.giveTo(environment, FOLDER.resolve("libnvinfer.so.10"));
        assertThat(environment).containsEntry("LD_LIBRARY_PATH", FOLDER.toString());
    }

    @Test
    void anInstalledTensorRtNeedsNothing() {
        Map<String, String> environment = new HashMap<>();
        BuilderKernels.giveTo(environment, Path.of("/usr/lib/x86_64-linux-gnu/libnvinfer.so.10.15.1"));
        BuilderKernels.giveTo(environment, null);
        assertThat(environment).isEmpty();
    }

    @Test
    void theLibraryAtWorkIsKnownByTheMemoryThatItIsMappedInto() {
        Stream<String> lines = Stream.of(
                "7f0000000000-7f0000001000 rw-p 00000000 00:00 0 ",
                "7f0000000000-7f0000001000 r--p 00000000 08:01 97         /tmp/what no path can be\0",
                "7f0000001000-7f0000002000 r-xp 00000000 08:01 99 /usr/lib/libnvinfer_plugin.so.10",
                "7f0000002000-7f0000003000 r-xp 00000000 08:01 98         " + FOLDER + "/libnvinfer.so.10",
                "7f0000003000-7f0000004000 r-xp 00000000 00:00 0          [vdso]");
        assertThat(NvidiaLibraries.file(lines, "libnvinfer.so.")).isEqualTo(FOLDER.resolve("libnvinfer.so.10"));
    }
}
