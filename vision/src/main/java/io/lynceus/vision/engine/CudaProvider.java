package io.lynceus.vision.engine;

import ai.onnxruntime.OrtSession;
import io.lynceus.vision.RunError;
import java.io.IOException;
import java.lang.reflect.Field;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.Loader;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.javacpp.PointerPointer;
import org.bytedeco.onnxruntime.OrtApi;
import org.bytedeco.onnxruntime.OrtCUDAProviderOptionsV2;
import org.bytedeco.onnxruntime.OrtSessionOptions;
import org.bytedeco.onnxruntime.OrtStatus;
import org.bytedeco.onnxruntime.global.onnxruntime;
import org.jspecify.annotations.Nullable;

/**
 * ONNX Runtime's CUDA provider. The runtime's jar for the cores is built without one, and its jar for GPUs wants CUDA
 * 12. So JavaCPP brings a runtime that has the provider for CUDA 13, the runtime's own Java classes work on top of it,
 * and only the one call that those were built without goes through JavaCPP.
 */
final class CudaProvider {
    private static final String LIBRARY = "/org/bytedeco/onnxruntime/linux-x86_64-gpu/libonnxruntime_providers_cuda.so";

    private static final Map<String, String> OPTIONS = new TreeMap<>(Map.of(
            // A search among all ways of a convolution would begin anew with each size of a batch.
            "cudnn_conv_algo_search", "HEURISTIC",
            // TensorFloat-32 rounds more than float32 does, and the boxes are to be those of the cores.
            "use_tf32", "0"));

    private CudaProvider() {}

    static boolean isInThisBuild() {
        return CudaProvider.class.getResource(LIBRARY) != null;
    }

    /**
     * Has the runtime's classes use the library with the provider; whether this build has that. Before their first use.
     */
    static boolean load() {
        if (!isInThisBuild()) {
            return false;
        }
        Loader.load(onnxruntime.class);
        System.setProperty("onnxruntime.native.onnxruntime.skip", "true");
        return true;
    }

    /**
     * Has a session run on the first card.
     *
     * @throws RunError when CUDA cannot be had
     */
    static void join(OrtSession.SessionOptions session) {
        try {
            // The runtime would load it too, but not say which of NVIDIA's libraries it wants.
            System.load(Loader.cacheResource(CudaProvider.class, LIBRARY).getPath());
        } catch (IOException | UnsatisfiedLinkError e) {
            throw new RunError("ONNX Runtime cannot use CUDA: " + MissingLibrary.words(e), e);
        }
        OrtApi runtime = onnxruntime.GetApi();
        OrtCUDAProviderOptionsV2 cuda = new OrtCUDAProviderOptionsV2((Pointer) null);
        try (PointerPointer<OrtCUDAProviderOptionsV2> made = new PointerPointer<>(1);
                PointerPointer<BytePointer> keys = texts(OPTIONS.keySet());
                PointerPointer<BytePointer> values = texts(OPTIONS.values());
                OrtSessionOptions joined = options(session)) {
            check(runtime, runtime.CreateCUDAProviderOptions(made));
            cuda = made.get(OrtCUDAProviderOptionsV2.class, 0);
            check(runtime, runtime.UpdateCUDAProviderOptions(cuda, keys, values, OPTIONS.size()));
            check(runtime, runtime.SessionOptionsAppendExecutionProvider_CUDA_V2(joined, cuda));
        } finally {
            if (!cuda.isNull()) {
                runtime.ReleaseCUDAProviderOptions().call(cuda);
            }
        }
    }

    /** Holds the texts as long as it is open: those that only lie in it by their address, the collector may free. */
    private static PointerPointer<BytePointer> texts(Collection<String> texts) {
        return new PointerPointer<>(texts.toArray(new String[0]));
    }

    /** The session's options as JavaCPP knows them; they stay the session's. */
    private static OrtSessionOptions options(OrtSession.SessionOptions session) {
        try {
            Field handle = OrtSession.SessionOptions.class.getDeclaredField("nativeHandle");
            handle.setAccessible(true);
            long place = handle.getLong(session);
            return new OrtSessionOptions(new Pointer() {
                {
                    this.address = place;
                }
            });
        } catch (ReflectiveOperationException e) {
            throw new RunError("ONNX Runtime's classes and its CUDA provider do not fit together", e);
        }
    }

    private static void check(OrtApi runtime, @Nullable OrtStatus status) {
        if (status != null && !status.isNull()) {
            String message = runtime.GetErrorMessage().call(status).getString();
            runtime.ReleaseStatus(status);
            throw new RunError("ONNX Runtime cannot use CUDA: "
                    + message.lines().findFirst().orElse(""));
        }
    }
}
