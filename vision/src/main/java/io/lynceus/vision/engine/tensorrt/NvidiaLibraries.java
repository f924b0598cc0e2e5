package io.lynceus.vision.engine.tensorrt;

import static org.bytedeco.tensorrt.global.nvinfer.NV_TENSORRT_VERSION;
import static org.bytedeco.tensorrt.global.nvinfer.getInferLibVersion;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.bytedeco.javacpp.Loader;
import org.jspecify.annotations.Nullable;

/**
 * The real ones, through JavaCPP: those of jars where the build brings them, else those of the system. No library is
 * touched before {@link #load}.
 */
final class NvidiaLibraries implements Gpu.Libraries {
    static final int DEVICE = 0;

    private static final Path MAPPED = Path.of("/proc/self/maps");

    /** Whether the bindings' native part is on the class path: JavaCPP's jars for this platform. */
    static boolean installed() {
        return CudaLibraries.installed()
                && NvidiaLibraries.class.getResource(
                                "/org/bytedeco/tensorrt/" + Loader.getPlatform() + "/libjninvinfer.so")
                        != null;
    }

    /** The file of the TensorRT at work, or null when there is none, or the system does not tell. */
    static @Nullable Path tensorRt() {
        try {
            // Others' files may have names that are no UTF-8.
            String mapped = new String(Files.readAllBytes(MAPPED), StandardCharsets.UTF_8);
            return file(mapped.lines(), "libnvinfer.so.");
        } catch (IOException e) {
            return null;
        }
    }

    /** @param lines of addresses, rights, offset, device, inode and file */
    static @Nullable Path file(Stream<String> lines, String name) {
        return lines.map(line -> line.split(" +", 6))
                .filter(fields -> fields.length == 6)
                .map(fields -> fields[5])
                .filter(file -> file.startsWith("/") && file.startsWith(name, file.lastIndexOf('/') + 1))
                .findFirst()
                .map(Path::of)
                .orElse(null);
    }

    @Override
    public void load() {
        Loader.load(org.bytedeco.cuda.global.cudart.class);
        synchronized (LeftOut.class) {
            try (LeftOut leftOut = new LeftOut("jnicublas", "jnicudnn", "jninvrtc", BuilderKernels.NAME)) {
                Loader.load(org.bytedeco.tensorrt.global.nvinfer.class);
                Loader.load(org.bytedeco.tensorrt.global.nvonnxparser.class);
            }
        }
    }

    /** CUDA is asked first: TensorRT's createInferRuntime gives a wild pointer where there is no card. */
    @Override
    public Card card() {
        CudaLibraries.find();
        Card.checkTensorRt(getInferLibVersion(), NV_TENSORRT_VERSION, tensorRt());
        Card card = Card.of(DEVICE, Card.tensorRtVersion(getInferLibVersion()));
        card.checkKnown(getInferLibVersion());
        return card;
    }
}
