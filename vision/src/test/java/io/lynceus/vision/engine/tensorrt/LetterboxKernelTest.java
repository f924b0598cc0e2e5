package io.lynceus.vision.engine.tensorrt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.bytedeco.cuda.global.cudart.cudaStreamDestroy;
import static org.bytedeco.cuda.global.cudart.cudaStreamSynchronize;

import io.lynceus.vision.RunError;
import io.lynceus.vision.pixels.Letterbox;
import io.lynceus.vision.pixels.Slot;
import io.lynceus.vision.pixels.SyntheticYuv;
import io.lynceus.vision.pixels.YuvOnCard;
import java.nio.ByteBuffer;
import java.util.stream.Stream;
import org.bytedeco.cuda.cudart.CUstream_st;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.Loader;
import org.bytedeco.javacpp.Pointer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Needs an NVIDIA card, CUDA's runtime and its compiler. */
@Tag("gpu")
class LetterboxKernelTest {
    static final int INPUT = 640;

    @BeforeAll
    static void load() {
        Loader.load(org.bytedeco.cuda.global.cudart.class);
        Nvrtc.load();
    }

    @ParameterizedTest
    @ValueSource(strings = {"sm_75", "sm_80", "sm_86", "sm_89", "sm_90", "sm_100", "sm_120"})
    void itCompilesForEveryCard(String architecture) {
        try (BytePointer binary = Nvrtc.compile(LetterboxKernel.source(), LetterboxKernel.SOURCE, architecture)) {
            assertThat(binary.capacity()).isGreaterThan(1000);
        }
    }

    @Test
    void whatDoesNotCompileIsSaidInTheCompilersWords() {
        assertThatThrownBy(() -> Nvrtc.compile("__global__ void f() { g(); }", "broken.cu", "sm_90"))
                .isInstanceOf(RunError.class)
                .hasMessageStartingWith("broken.cu does not compile for sm_90: ")
                .hasMessageContaining("identifier \"g\" is undefined");
    }

    static Stream<SyntheticYuv.Kind> pictures() {
        return SyntheticYuv.kinds();
    }

    @ParameterizedTest
    @MethodSource("pictures")
    void itsPixelsAreThoseOfSwscaleButForOne(SyntheticYuv.Kind kind) {
        try (SyntheticYuv picture = SyntheticYuv.of(kind)) {
            byte[] wanted = new byte[(int) Slot.bytes(INPUT, INPUT)];
            ByteBuffer memory = ByteBuffer.allocateDirect(wanted.length);
            Letterbox box = picture.into(new Slot(memory, INPUT, INPUT));
            memory.get(0, wanted);
            byte[] got = onCard(picture, box);
            assertThat(largestDifference(wanted, got)).isLessThanOrEqualTo(1);
            assertThat(share(wanted, got)).as("share of values that differ").isLessThan(0.02);
        }
    }

    private static byte[] onCard(SyntheticYuv picture, Letterbox box) {
        int plane = INPUT * INPUT;
        Cuda.use(NvidiaLibraries.DEVICE);
        CUstream_st stream = Cuda.stream();
        Pointer output = Cuda.memory(3L * plane);
        Pointer input = Cuda.memory(picture.bytes().capacity());
        try (BytePointer pixels = new BytePointer(3L * plane)) {
            Cuda.toCard(input, picture.bytes(), picture.bytes().capacity(), stream);
            YuvOnCard there = picture.at(input.address());
            long at = output.address();
            new LetterboxKernel(NvidiaLibraries.DEVICE).launch(there, box, at, at + plane, at + 2L * plane, stream);
            Cuda.fromCard(pixels, output, 3L * plane, stream);
            Cuda.check(cudaStreamSynchronize(stream), "scale");
            byte[] got = new byte[3 * plane];
            pixels.get(got);
            return got;
        } finally {
            Cuda.free(input);
            Cuda.free(output);
            cudaStreamDestroy(stream);
        }
    }

    static int largestDifference(byte[] a, byte[] b) {
        int largest = 0;
        for (int i = 0; i < a.length; i++) {
            largest = Math.max(largest, Math.abs((a[i] & 0xff) - (b[i] & 0xff)));
        }
        return largest;
    }

    static double share(byte[] a, byte[] b) {
        int differing = 0;
        for (int i = 0; i < a.length; i++) {
            differing += a[i] == b[i] ? 0 : 1;
        }
        return (double) differing / a.length;
    }
}
