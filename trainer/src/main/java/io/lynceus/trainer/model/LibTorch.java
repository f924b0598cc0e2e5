package io.lynceus.trainer.model;

import java.nio.file.Files;
import java.nio.file.Path;
import org.bytedeco.openblas.presets.openblas;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.MemoryFormat;

/** Settings of the LibTorch in this process. */
public final class LibTorch {
    /** Where Linux says what it knows of a CPU's second level cache. */
    private static final Path CACHE_SIZE = Path.of("/sys/devices/system/cpu/cpu0/cache/index2/size");

    private static final MemoryFormat LAYOUT =
            "amd64".equals(System.getProperty("os.arch")) && Files.isReadable(CACHE_SIZE)
                    ? MemoryFormat.ChannelsLast
                    : MemoryFormat.Contiguous;

    static {
        torch.set_num_threads(Runtime.getRuntime().availableProcessors());
        openblas.blas_set_num_threads(1); // LibTorch calls it from its own threads; two pools would wait for each other
        torch.globalContext().setUserEnabledNNPACK(false); // has nothing for this CPU but a warning per convolution
    }

    private LibTorch() {}

    /** Puts the settings in place, once. */
    public static void prepare() {}

    /**
     * How a network's pictures and maps lie in memory: channels last, which convolves faster, where that is safe. oneDNN's kernels
     * for it (brgemm) die of a division by zero on a virtual machine that hides the sizes of the CPU's caches, so there, and where
     * nothing is known of them, planes follow one another.
     */
    static MemoryFormat layout() {
        return LAYOUT;
    }
}
