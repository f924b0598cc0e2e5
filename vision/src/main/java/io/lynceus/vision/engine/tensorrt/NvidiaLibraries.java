package io.lynceus.vision.engine.tensorrt;

import static org.bytedeco.tensorrt.global.nvinfer.NV_TENSORRT_VERSION;
import static org.bytedeco.tensorrt.global.nvinfer.getInferLibVersion;

import org.bytedeco.javacpp.Loader;

/** The real ones, through JavaCPP. No library is touched before {@link #load}. */
final class NvidiaLibraries implements Gpu.Libraries {
    static final int DEVICE = 0;

    /** Whether the bindings' native part is on the class path: JavaCPP's jars for this platform. */
    static boolean installed() {
        return CudaLibraries.installed()
                && NvidiaLibraries.class.getResource(
                                "/org/bytedeco/tensorrt/" + Loader.getPlatform() + "/libjninvinfer.so")
                        != null;
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
        CudaLibraries.find();
        Card.checkTensorRt(getInferLibVersion(), NV_TENSORRT_VERSION);
        return Card.of(DEVICE, Card.tensorRtVersion(getInferLibVersion()));
    }
}
