package io.lynceus.trainer.cli;

import io.lynceus.trainer.config.Precision;
import io.lynceus.trainer.config.TrainSettings;
import io.lynceus.trainer.model.LibTorch;
import org.bytedeco.pytorch.Device;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What a run computes with on this machine. */
final class MachineOption {
    @Option(
            names = "--device",
            paramLabel = "NAME",
            description = "cpu, cuda or cuda:N. Default: cuda where there is one, else cpu.")
    private @Nullable String device;

    @Option(
            names = "--precision",
            paramLabel = "TYPE",
            description =
                    "What to convolve in: ${COMPLETION-CANDIDATES}. bfloat16 is faster on CPUs with AVX512_BF16 or AMX only;"
                            + " float16, with its loss scaled, on GPUs. Default: float32 on a CPU, float16 on a GPU.")
    private @Nullable Precision precision;

    @Option(names = "--threads", paramLabel = "N", description = "Threads to compute with. Default: all processors.")
    private @Nullable Integer threads;

    @Option(names = "--workers", paramLabel = "N", description = "Threads that prepare pictures. Default: 2.")
    private @Nullable Integer workers;

    /** @throws io.lynceus.trainer.config.UserError when there is no such device */
    String device() {
        return checked(device == null ? LibTorch.defaultDevice() : device);
    }

    Precision precision() {
        if (precision != null) {
            return precision;
        }
        return device().startsWith("cuda") ? Precision.FLOAT16 : Precision.FLOAT32;
    }

    int threads() {
        return threads == null ? Runtime.getRuntime().availableProcessors() : threads;
    }

    int workers() {
        return workers == null ? 2 : workers;
    }

    /** The settings of a run that goes on, with what is asked for here instead. */
    TrainSettings over(TrainSettings run) {
        return run.on(
                checked(device == null ? run.device() : device),
                threads == null ? run.threads() : threads,
                workers == null ? run.workers() : workers);
    }

    private static String checked(String name) {
        try (Device found = LibTorch.device(name, 0)) {
            return name;
        }
    }
}
