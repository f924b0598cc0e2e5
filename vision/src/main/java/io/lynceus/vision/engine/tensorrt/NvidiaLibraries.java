package io.lynceus.vision.engine.tensorrt;

import static org.bytedeco.cuda.global.cudart.cudaDeviceScheduleBlockingSync;
import static org.bytedeco.cuda.global.cudart.cudaGetDeviceCount;
import static org.bytedeco.cuda.global.cudart.cudaSetDeviceFlags;
import static org.bytedeco.tensorrt.global.nvinfer.NV_TENSORRT_VERSION;
import static org.bytedeco.tensorrt.global.nvinfer.getInferLibVersion;

import io.lynceus.vision.RunError;
import org.bytedeco.javacpp.Loader;

/** The real ones, through JavaCPP. No library is touched before {@link #load}. */
final class NvidiaLibraries implements Gpu.Libraries {
    static final int DEVICE = 0;

    /** Whether the bindings' native part is on the class path: JavaCPP's jars for this platform. */
    static boolean installed() {
        String platform = Loader.getPlatform();
        return has("cuda/" + platform + "/libjnicudart.so") && has("tensorrt/" + platform + "/libjninvinfer.so");
    }

    private static boolean has(String file) {
        return NvidiaLibraries.class.getResource("/org/bytedeco/" + file) != null;
    }

    @Override
    public void load() {
        Loader.load(org.bytedeco.cuda.global.cudart.class);
        Loader.load(org.bytedeco.tensorrt.global.nvinfer.class);
        Loader.load(org.bytedeco.tensorrt.global.nvonnxparser.class);
    }

    /** CUDA is asked first: TensorRT's createInferRuntime gives a wild pointer where there is no card. */
    @Override
    public Card card() {
        int[] count = new int[1];
        Cuda.check(cudaGetDeviceCount(count), "find a card");
        if (count[0] == 0) {
            throw new RunError("CUDA finds no card");
        }
        Card.checkTensorRt(getInferLibVersion(), NV_TENSORRT_VERSION);
        // A thread that waits for the card leaves its core to the decoders.
        Cuda.check(cudaSetDeviceFlags(cudaDeviceScheduleBlockingSync), "wait without spinning");
        return Card.of(DEVICE);
    }
}
