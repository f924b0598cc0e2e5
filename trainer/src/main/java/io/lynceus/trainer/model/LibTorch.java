package io.lynceus.trainer.model;

import org.bytedeco.pytorch.global.torch;

/** Settings of the LibTorch in this process. */
final class LibTorch {
    static {
        torch.set_num_threads(Runtime.getRuntime().availableProcessors());
        torch.globalContext().setUserEnabledNNPACK(false); // has nothing for this CPU but a warning per convolution
    }

    private LibTorch() {}

    /** Puts the settings in place, once. */
    static void prepare() {}
}
