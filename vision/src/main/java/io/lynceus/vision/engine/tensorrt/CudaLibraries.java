package io.lynceus.vision.engine.tensorrt;

import static org.bytedeco.cuda.global.cudart.cudaDeviceScheduleBlockingSync;
import static org.bytedeco.cuda.global.cudart.cudaGetDeviceCount;
import static org.bytedeco.cuda.global.cudart.cudaSetDeviceFlags;

import io.lynceus.vision.RunError;
import org.bytedeco.javacpp.Loader;

/** CUDA alone, for an engine that needs no TensorRT. */
final class CudaLibraries implements Gpu.Libraries {
    /** Whether the bindings' native part is on the class path: JavaCPP's jar for this platform. */
    static boolean installed() {
        return CudaLibraries.class.getResource("/org/bytedeco/cuda/" + Loader.getPlatform() + "/libjnicudart.so")
                != null;
    }

    /**
     * Finds out whether a card answers, and sets what must be set before the first of its work.
     *
     * @throws RunError when none does
     */
    static void find() {
        int[] count = new int[1];
        Cuda.check(cudaGetDeviceCount(count), "find a card");
        if (count[0] == 0) {
            throw new RunError("CUDA finds no card");
        }
        // A thread that waits for the card leaves its core to the decoders, and FFmpeg's decoders want the same.
        Cuda.check(cudaSetDeviceFlags(cudaDeviceScheduleBlockingSync), "wait without spinning");
    }

    @Override
    public void load() {
        Loader.load(org.bytedeco.cuda.global.cudart.class);
    }

    @Override
    public Card card() {
        find();
        return Card.of(NvidiaLibraries.DEVICE, "");
    }
}
