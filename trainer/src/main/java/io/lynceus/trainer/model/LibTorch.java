package io.lynceus.trainer.model;

import org.bytedeco.openblas.presets.openblas;
import org.bytedeco.pytorch.global.torch;

/**
 * Settings of the LibTorch in this process. Pictures stay planes one after the other: channels last would be sent to
 * oneDNN's brgemm kernels, which die of a division by zero on a virtual machine that hides the sizes of the CPU's caches.
 */
public final class LibTorch {
    static {
        torch.set_num_threads(Runtime.getRuntime().availableProcessors());
        openblas.blas_set_num_threads(1); // LibTorch calls it from its own threads; two pools would wait for each other
        torch.globalContext().setUserEnabledNNPACK(false); // has nothing for this CPU but a warning per convolution
    }

    private LibTorch() {}

    /** Puts the settings in place, once. */
    public static void prepare() {}
}
