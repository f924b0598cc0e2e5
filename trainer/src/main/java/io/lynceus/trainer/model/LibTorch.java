package io.lynceus.trainer.model;

import io.lynceus.vision.UserError;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.bytedeco.javacpp.Loader;
import org.bytedeco.openblas.presets.openblas;
import org.bytedeco.pytorch.Device;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.DeviceType;
import org.bytedeco.pytorch.global.torch.MemoryFormat;
import org.bytedeco.pytorch.global.torch_cuda;
import org.jspecify.annotations.Nullable;

/** Settings of the LibTorch in this process, and the devices that it computes on. */
public final class LibTorch {
    private static final String CPU = "cpu";
    private static final String CUDA = "cuda";
    private static final Pattern NAMES = Pattern.compile("cpu|cuda(:\\d{1,2})?");

    /** Where Linux says what it knows of a CPU's second level cache. */
    private static final Path CACHE_SIZE = Path.of("/sys/devices/system/cpu/cpu0/cache/index2/size");

    private static final MemoryFormat ON_CPU =
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
     * How a network's pictures and maps lie in memory: channels last, which convolves faster, where that is safe.
     * oneDNN's kernels for it (brgemm) die of a division by zero on a virtual machine that hides the sizes of the CPU's
     * caches, so there, and where nothing is known of them, planes follow one another.
     */
    static MemoryFormat layout(Device device) {
        return device.is_cpu() ? ON_CPU : MemoryFormat.ChannelsLast;
    }

    /**
     * A GPU where this LibTorch is the one for them, whether there
     * is one or not: nobody who wants it waits for a CPU by mistake.
     */
    public static String defaultDevice() {
        return builtForCuda() ? CUDA : CPU;
    }

    /**
     * The device of that name, in the open PointerScope.
     *
     * @param name cpu, cuda or cuda:N
     * @param rank number of this process among those that train together:
     *     each of them has a GPU of its own where the name says none
     * @throws UserError when the name is another, or there is no such device
     */
    public static Device device(String name, int rank) {
        if (!NAMES.matcher(name).matches()) {
            throw new UserError("--device " + name + ": must be cpu, cuda or cuda:N");
        }
        if (name.equals(CPU)) {
            return new Device(DeviceType.CPU);
        }
        String reason = whyNoCuda();
        if (reason != null) {
            throw new UserError("--device " + name + ": " + reason + "; or name --device cpu");
        }
        int count = Byte.toUnsignedInt(torch.cuda_device_count());
        int index = name.equals(CUDA) ? rank % Math.max(1, count) : Integer.parseInt(name.substring(CUDA.length() + 1));
        if (index >= count) {
            throw new UserError("--device " + name + ": this machine has " + count + " GPUs that CUDA can use");
        }
        repeatable();
        return new Device(DeviceType.CUDA, (byte) index);
    }

    /** The same sums in the same order on a GPU too, where there is such an algorithm, as the official code has it. */
    private static void repeatable() {
        torch.globalContext().setDeterministicCuDNN(true);
        torch.globalContext().setDeterministicAlgorithms(true, true); // warns of what has none, and goes on
        torch.globalContext().setDeterministicFillUninitializedMemory(false); // which costs time and repeats nothing
    }

    /** Why no GPU can be used, and what to do about it; null when one can. */
    private static @Nullable String whyNoCuda() {
        if (!builtForCuda()) {
            return "this LibTorch is for CPUs; set LYNCEUS_CUDA=1 for the one for NVIDIA's GPUs";
        }
        try {
            Loader.load(torch_cuda.class);
        } catch (LinkageError e) {
            Throwable first = e;
            while (first.getCause() != null) {
                first = first.getCause();
            }
            return "LibTorch needs CUDA 13, cuDNN 9 and NCCL 2 installed: " + first.getMessage();
        }
        return torch.cuda_is_available() ? null : "CUDA finds no GPU; ask nvidia-smi for the driver's reason";
    }

    private static boolean builtForCuda() {
        return LibTorch.class.getResource("/org/bytedeco/pytorch/" + Loader.getPlatform() + "-gpu/libtorch_cuda.so")
                != null;
    }
}
