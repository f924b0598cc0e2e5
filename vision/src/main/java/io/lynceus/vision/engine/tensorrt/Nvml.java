package io.lynceus.vision.engine.tensorrt;

import static org.bytedeco.cuda.global.cudart.cudaDeviceGetPCIBusId;
import static org.bytedeco.cuda.global.nvml.NVML_SUCCESS;
import static org.bytedeco.cuda.global.nvml.nvmlDeviceGetDecoderUtilization;
import static org.bytedeco.cuda.global.nvml.nvmlDeviceGetHandleByPciBusId_v2;
import static org.bytedeco.cuda.global.nvml.nvmlDeviceGetMemoryInfo;
import static org.bytedeco.cuda.global.nvml.nvmlDeviceGetUtilizationRates;
import static org.bytedeco.cuda.global.nvml.nvmlInit_v2;

import java.util.function.ToDoubleFunction;
import org.bytedeco.cuda.nvml.nvmlDevice_st;
import org.bytedeco.cuda.nvml.nvmlMemory_t;
import org.bytedeco.cuda.nvml.nvmlUtilization_t;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.Loader;
import org.jspecify.annotations.Nullable;

/** NVIDIA's management library, which comes with the driver. Stays loaded for the life of the process. */
final class Nvml implements CardUse {
    private static final int LONGEST_ID = 32;
    private static final double PERCENT = 100;

    private final String card;
    private final nvmlDevice_st device = new nvmlDevice_st();

    private Nvml(String card) {
        this.card = card;
    }

    /** Null when the library is missing or does not know the card, which is no reason not to work with it. */
    static @Nullable Nvml of(Card card) {
        try {
            Loader.load(org.bytedeco.cuda.global.nvml.class);
            Nvml nvml = new Nvml(card.name());
            // Its numbers of cards are not CUDA's where some are hidden from this process.
            try (BytePointer place = new BytePointer(LONGEST_ID)) {
                return cudaDeviceGetPCIBusId(place, LONGEST_ID, NvidiaLibraries.DEVICE) == 0
                                && nvmlInit_v2() == NVML_SUCCESS
                                && nvmlDeviceGetHandleByPciBusId_v2(place, nvml.device) == NVML_SUCCESS
                        ? nvml
                        : null;
            }
        } catch (LinkageError | RuntimeException e) {
            System.getLogger(Nvml.class.getName()).log(System.Logger.Level.DEBUG, "no NVML", e);
            return null;
        }
    }

    @Override
    public String card() {
        return card;
    }

    @Override
    public double memoryUsed() {
        return memory(nvmlMemory_t::used);
    }

    @Override
    public double memorySize() {
        return memory(nvmlMemory_t::total);
    }

    private double memory(ToDoubleFunction<nvmlMemory_t> part) {
        try (nvmlMemory_t memory = new nvmlMemory_t()) {
            return nvmlDeviceGetMemoryInfo(device, memory) == NVML_SUCCESS ? part.applyAsDouble(memory) : Double.NaN;
        }
    }

    @Override
    public double busy() {
        try (nvmlUtilization_t rates = new nvmlUtilization_t()) {
            return nvmlDeviceGetUtilizationRates(device, rates) == NVML_SUCCESS ? rates.gpu() / PERCENT : Double.NaN;
        }
    }

    @Override
    public double decoding() {
        int[] percent = new int[1];
        return nvmlDeviceGetDecoderUtilization(device, percent, new int[1]) == NVML_SUCCESS
                ? percent[0] / PERCENT
                : Double.NaN;
    }
}
