package io.lynceus.trainer.model;

import org.bytedeco.pytorch.global.torch;

/** Settings of the LibTorch in this process. */
final class LibTorch {
    static {
        torch.set_num_threads(Runtime.getRuntime().availableProcessors());
        torch.globalContext().setUserEnabledNNPACK(false); // oneDNN does its work, and it warns where it finds no ARM
    }

    private LibTorch() {}

    /** Puts the settings in place, once. */
    static void prepare() {}
}
