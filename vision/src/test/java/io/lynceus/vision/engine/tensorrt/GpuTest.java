package io.lynceus.vision.engine.tensorrt;

import static org.assertj.core.api.Assertions.assertThat;

import io.lynceus.vision.RunError;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GpuTest {
    private static final Card CARD = new Card("a card", "9.0", "13.0", "13.0", "10.15.1");

    /** Libraries that load, or do not, and a card that answers, or does not. */
    private record FakeLibraries(String missing, String silent) implements Gpu.Libraries {
        @Override
        public void load() {
            if (!missing.isEmpty()) {
                UnsatisfiedLinkError error = new UnsatisfiedLinkError("no jninvinfer in java.library.path");
                error.initCause(new UnsatisfiedLinkError(missing));
                throw error;
            }
        }

        @Override
        public Card card() {
            if (!silent.isEmpty()) {
                throw new RunError(silent);
            }
            return CARD;
        }
    }

    @Test
    void aCardThatAnswersIsUsed() {
        assertThat(Gpu.look(() -> true, new FakeLibraries("", ""))).isEqualTo(new Gpu(CARD, null));
    }

    @Test
    void aBuildWithoutBindingsSaysHowToGetThemAndTouchesNoLibrary() {
        Gpu gpu = Gpu.look(() -> false, new FakeLibraries("never asked", "never asked"));
        assertThat(gpu.card()).isNull();
        assertThat(gpu.reason())
                .isEqualTo("this build is without NVIDIA's bindings (LYNCEUS_CUDA=1 brings them,"
                        + " LYNCEUS_TENSORRT=1 TensorRT too)");
    }

    @ParameterizedTest
    @CsvSource({
        "libcuda.so.1, NVIDIA's driver",
        "libcudart.so.13, CUDA 13; for TensorRT alone a build with LYNCEUS_TENSORRT=1 brings it",
        "libcublasLt.so.13, CUDA 13",
        "libnvrtc.so.13, CUDA 13",
        "libnvJitLink.so.13, CUDA 13",
        "libcurand.so.10, CUDA 13",
        "libcudnn_graph.so.9, cuDNN 9",
        "'libnvinfer.so.10', 'NVIDIA''s TensorRT 10, or a build with LYNCEUS_TENSORRT=1'",
        "'libnvonnxparser.so.10', 'NVIDIA''s TensorRT 10, or a build with LYNCEUS_TENSORRT=1'"
    })
    void aMissingLibraryIsNamedWithWhoBringsIt(String library, String owner) {
        String said = "/cache/libjni.so: " + library + ": cannot open shared object file: No such file or directory";
        assertThat(Gpu.look(() -> true, new FakeLibraries(said, "")).reason())
                .isEqualTo(library + " is missing (" + owner + ")");
    }

    @Test
    void anotherReasonIsToldAsItIsInOneLine() {
        Gpu gpu = Gpu.look(() -> true, new FakeLibraries("libx.so: undefined symbol: y\nmore", ""));
        assertThat(gpu.reason()).isEqualTo("its libraries do not load: libx.so: undefined symbol: y");
    }

    @Test
    void aCacheThatCannotBeWrittenIsAReasonToo() {
        Gpu.Libraries libraries = new Gpu.Libraries() {
            @Override
            public void load() {
                throw new IllegalStateException(new IOException("Could not create the cache"));
            }

            @Override
            public Card card() {
                return CARD;
            }
        };
        assertThat(Gpu.look(() -> true, libraries).reason())
                .isEqualTo("its libraries do not load: Could not create the cache");
    }

    @Test
    void aMachineWithLibrariesAndWithoutACardSaysWhatCudaSays() {
        assertThat(Gpu.look(() -> true, new FakeLibraries("", "CUDA cannot find a card: no CUDA-capable device"))
                        .reason())
                .isEqualTo("CUDA cannot find a card: no CUDA-capable device");
    }

    @Test
    void whatKeepsCudaFromWorkingIsTheReasonForTensorRtToo() {
        Gpu without = new Gpu(null, "libcuda.so.1 is missing (NVIDIA's driver)");
        assertThat(Gpu.look(without, () -> true, new FakeLibraries("never asked", "")))
                .isEqualTo(without);
        Gpu cuda = new Gpu(new Card("a card", "9.0", "13.0", "13.0", ""), null);
        assertThat(Gpu.look(cuda, () -> true, new FakeLibraries("", ""))).isEqualTo(new Gpu(CARD, null));
        assertThat(Gpu.look(cuda, () -> false, new FakeLibraries("", ""))).isEqualTo(Gpu.notInThisBuild());
    }

    /** On the machines of a stock build. */
    @Test
    void lookingHereNeverThrows() {
        Gpu here = Gpu.here();
        assertThat(here.card() == null).isNotEqualTo(here.reason() == null);
        assertThat(Gpu.here()).isSameAs(here);
    }
}
