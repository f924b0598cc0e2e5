package io.lynceus.trainer.cli;

import io.lynceus.trainer.model.LibTorch;
import org.bytedeco.pytorch.Device;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where LibTorch computes. */
final class DeviceOption {
    @Option(
            names = "--device",
            paramLabel = "NAME",
            description =
                    "What LibTorch computes on: cpu, cuda or cuda:N. Default: cuda with LYNCEUS_CUDA=1, else cpu.")
    private @Nullable String name;

    /** @throws io.lynceus.vision.UserError when there is no such device */
    String name() {
        return or(LibTorch.defaultDevice());
    }

    /** The one that is asked for, or else another. */
    String or(String other) {
        String chosen = name == null ? other : name;
        try (Device found = LibTorch.device(chosen, 0)) {
            return chosen;
        }
    }
}
