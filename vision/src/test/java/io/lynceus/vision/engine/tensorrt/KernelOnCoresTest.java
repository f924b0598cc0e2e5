package io.lynceus.vision.engine.tensorrt;

import static io.lynceus.vision.engine.tensorrt.LetterboxKernelTest.INPUT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.lynceus.vision.pixels.Letterbox;
import io.lynceus.vision.pixels.Slot;
import io.lynceus.vision.pixels.SyntheticYuv;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What {@link LetterboxKernelTest} shows on a card, of the same source on this machine. */
class KernelOnCoresTest {
    private static final int GREY = 114;

    @TempDir
    private static Path folder;

    private static KernelOnCores kernel;

    @BeforeAll
    static void compile() throws Exception {
        assumeTrue(KernelOnCores.canBeMade(), "no /usr/bin/gcc");
        kernel = new KernelOnCores(folder);
    }

    static Stream<SyntheticYuv.Kind> pictures() {
        return SyntheticYuv.kinds();
    }

    @ParameterizedTest
    @MethodSource("pictures")
    void itsPixelsAreThoseOfSwscaleButForOne(SyntheticYuv.Kind kind) throws Exception {
        try (SyntheticYuv picture = SyntheticYuv.of(kind)) {
            byte[] wanted = new byte[(int) Slot.bytes(INPUT, INPUT)];
            ByteBuffer memory = ByteBuffer.allocateDirect(wanted.length);
            Letterbox box = picture.into(new Slot(memory, INPUT, INPUT));
            memory.get(0, wanted);
            byte[] got = kernel.planes(picture.bytes(), picture.at(0), box);
            assertThat(LetterboxKernelTest.largestDifference(wanted, got)).isLessThanOrEqualTo(1);
            assertThat(LetterboxKernelTest.share(wanted, got))
                    .as("share of values that differ")
                    .isLessThan(0.02);
        }
    }

    @Test
    void aroundThePictureItIsGrey() throws Exception {
        try (SyntheticYuv picture = SyntheticYuv.of(pictures().toList().get(0))) {
            byte[] got = kernel.planes(picture.bytes(), picture.at(0), Letterbox.of(1280, 720, INPUT, INPUT));
            assertThat(got[0]).isEqualTo((byte) GREY);
            assertThat(got[got.length - 1]).isEqualTo((byte) GREY);
            assertThat(got[INPUT * INPUT / 2]).isNotEqualTo((byte) GREY);
        }
    }
}
