package io.lynceus.trainer.model;

import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.MemoryFormat;

/**
 * Settings of the LibTorch in this process.
 *
 * <p>Convolutions run on oneDNN only where ONEDNN_MAX_CPU_ISA=AVX2 keeps it to its plain AVX2 kernels, as the launcher
 * does: the AVX-512 ones of LibTorch 2.10 were seen to drop channels, silently, or to divide by zero, on a virtual machine.
 * LibTorch's own convolutions are right everywhere, and slower.
 */
final class LibTorch {
    static {
        torch.set_num_threads(Runtime.getRuntime().availableProcessors());
        torch.globalContext().setUserEnabledNNPACK(false); // has nothing for this CPU but a warning per convolution
        torch.globalContext().setUserEnabledMkldnn("AVX2".equals(System.getenv("ONEDNN_MAX_CPU_ISA")));
    }

    private LibTorch() {}

    /** Puts the settings in place, once. */
    static void prepare() {}

    /** The images in the layout that the convolutions like best. */
    static Tensor laidOut(Tensor images) {
        return torch.globalContext().userEnabledMkldnn() ? images.contiguous(MemoryFormat.ChannelsLast) : images;
    }
}
