package io.lynceus.trainer.model;

import org.bytedeco.pytorch.global.torch;

/**
 * Settings of the LibTorch in this process.
 *
 * <p>Convolutions run on oneDNN only where ONEDNN_MAX_CPU_ISA=AVX2 keeps it to its AVX2 kernels, as the launcher does, and
 * on planes one after the other (channels last would be sent to its brgemm kernels). On a virtual machine that hides the
 * sizes of the CPU's caches, the AVX-512 kernels of LibTorch 2.10 silently dropped channels, and brgemm died of a division
 * by zero. LibTorch's own convolutions are right everywhere, and slower.
 */
public final class LibTorch {
    static {
        torch.set_num_threads(Runtime.getRuntime().availableProcessors());
        torch.globalContext().setUserEnabledNNPACK(false); // has nothing for this CPU but a warning per convolution
        torch.globalContext().setUserEnabledMkldnn("AVX2".equals(System.getenv("ONEDNN_MAX_CPU_ISA")));
    }

    private LibTorch() {}

    /** Puts the settings in place, once. */
    public static void prepare() {}
}
