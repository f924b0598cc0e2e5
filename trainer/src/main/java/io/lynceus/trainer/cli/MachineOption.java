package io.lynceus.trainer.cli;

import io.lynceus.trainer.config.Precision;
import io.lynceus.trainer.config.TrainSettings;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What a run computes with on this machine. */
final class MachineOption {
    @Mixin
    private DeviceOption device = new DeviceOption();

    @Option(
            names = "--precision",
            paramLabel = "TYPE",
            description =
                    "What to convolve in: ${COMPLETION-CANDIDATES}. bfloat16 is faster on CPUs with AVX512_BF16 or AMX"
                            + " only; float16, with its loss scaled, on GPUs. Default: float32 on a CPU, float16"
                            + " on a GPU.")
    private @Nullable Precision precision;

    @Option(names = "--threads", paramLabel = "N", description = "Threads to compute with. Default: all processors.")
    private @Nullable Integer threads;

    @Option(
            names = "--workers",
            paramLabel = "N",
            description = "Threads that prepare pictures. Default: 2 for a CPU, 8 for a GPU.")
    private @Nullable Integer workers;

    /** @throws io.lynceus.vision.UserError when there is no such device */
    String device() {
        return device.name();
    }

    Precision precision() {
        if (precision != null) {
            return precision;
        }
        return onCpu() ? Precision.FLOAT32 : Precision.FLOAT16;
    }

    int threads() {
        return threads == null ? Runtime.getRuntime().availableProcessors() : threads;
    }

    int workers() {
        return workers != null ? workers : onCpu() ? 2 : 8;
    }

    private boolean onCpu() {
        return device().equals("cpu");
    }

    /** The settings of a run that goes on, with what is asked for here instead. */
    TrainSettings over(TrainSettings run) {
        return run.on(
                device.or(run.device()),
                precision == null ? run.precision() : precision,
                threads == null ? run.threads() : threads,
                workers == null ? run.workers() : workers);
    }
}
