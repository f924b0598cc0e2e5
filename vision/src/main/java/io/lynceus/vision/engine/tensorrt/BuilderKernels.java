package io.lynceus.vision.engine.tensorrt;

import static org.bytedeco.tensorrt.global.nvinfer.NV_TENSORRT_MAJOR;
import static org.bytedeco.tensorrt.global.nvinfer.NV_TENSORRT_MINOR;
import static org.bytedeco.tensorrt.global.nvinfer.NV_TENSORRT_PATCH;

import io.lynceus.vision.Reason;
import io.lynceus.vision.RunError;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.bytedeco.javacpp.Loader;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The kernels that TensorRT's builder chooses from: a library of 1.4 GB, which libnvinfer opens by its bare name once
 * there is a builder. In a build that brings TensorRT it lies in a jar, where the system's loader does not look.
 */
final class BuilderKernels {
    private static final String VERSION = NV_TENSORRT_MAJOR + "." + NV_TENSORRT_MINOR + "." + NV_TENSORRT_PATCH;

    /** As the presets name it. To load it beforehand is of no use, and the virtual machine objects to its stack. */
    static final String NAME = "nvinfer_builder_resource@." + VERSION;

    private static final Logger LOG = LoggerFactory.getLogger(BuilderKernels.class);
    private static final String FOLDER = "/org/bytedeco/tensorrt/" + Loader.getPlatform() + "/";
    private static final String RESOURCE = FOLDER + "libnvinfer_builder_resource.so." + VERSION;

    private BuilderKernels() {}

    /**
     * Has a process that is about to start find them, when the TensorRT at work here came in a jar; the first time
     * unpacks them. Of an installed one the system finds them.
     *
     * @param environment of that process, changed
     * @throws RunError when they cannot be unpacked
     */
    static void giveTo(Map<String, String> environment) {
        giveTo(environment, BuilderKernels.class.getResource(RESOURCE) == null ? null : NvidiaLibraries.tensorRt());
    }

    /** @param library the TensorRT at work when there are kernels in a jar */
    static void giveTo(Map<String, String> environment, @Nullable Path library) {
        Path folder = library == null || !library.toString().contains(FOLDER) ? null : library.getParent();
        if (folder == null) {
            return;
        }
        unpack(folder);
        // An empty place in the list would be the working folder.
        environment.merge(
                "LD_LIBRARY_PATH",
                folder.toString(),
                (given, ours) -> given.isEmpty() ? ours : ours + File.pathSeparator + given);
        // The library asks for a stack that code can run on, which glibc refuses since 2.41 where this is not said;
        // earlier ones do not know it.
        environment.merge("GLIBC_TUNABLES", "glibc.rtld.execstack=2", (given, ours) -> given + ":" + ours);
    }

    private static void unpack(Path folder) {
        if (!Files.exists(folder.resolve(Path.of(RESOURCE).getFileName()))) {
            LOG.info("unpacking TensorRT's kernels to {}, 1.4 GB, once", folder);
        }
        try {
            Loader.cacheResource(BuilderKernels.class, RESOURCE);
        } catch (IOException e) {
            throw new RunError("TensorRT's kernels, 1.4 GB, cannot be unpacked to " + folder + ": " + Reason.of(e), e);
        }
    }
}
