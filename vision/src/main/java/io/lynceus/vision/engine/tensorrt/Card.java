package io.lynceus.vision.engine.tensorrt;

import static org.bytedeco.cuda.global.cudart.*;

import io.lynceus.vision.RunError;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.bytedeco.cuda.cudart.cudaDeviceProp;
import org.jspecify.annotations.Nullable;

/**
 * A card and the libraries that drive it: a plan fits these and no others.
 *
 * @param name such as NVIDIA H100 80GB HBM3
 * @param capability of computing, such as 9.0
 * @param driver the newest CUDA that the driver can serve, such as 13.0
 * @param cuda of the library at work, such as 13.1
 * @param tensorRt such as 10.6.0; empty for a card that CUDA alone is asked about
 */
public record Card(String name, String capability, String driver, String cuda, String tensorRt) {
    /** Tenths of the capability. */
    private static final int TURING = 75;

    private static final int BLACKWELL = 100;
    private static final int KNOWS_BLACKWELL = 100800;

    /** Asks the libraries, which must have been found. */
    static Card of(int device, String tensorRt) {
        try (cudaDeviceProp properties = new cudaDeviceProp()) {
            Cuda.check(cudaGetDeviceProperties(properties, device), "describe card " + device);
            byte[] name = properties.name().getStringBytes();
            int[] driver = new int[1];
            int[] cuda = new int[1];
            Cuda.check(cudaDriverGetVersion(driver), "tell the driver's version");
            Cuda.check(cudaRuntimeGetVersion(cuda), "tell its version");
            return new Card(
                    new String(name, StandardCharsets.UTF_8),
                    properties.major() + "." + properties.minor(),
                    cudaVersion(driver[0]),
                    cudaVersion(cuda[0]),
                    tensorRt);
        }
    }

    /**
     * The bindings call what their TensorRT has; an older one has less, and nothing would stop a call into the void.
     *
     * @param file of the library, where it is known
     * @throws RunError when the library is older than the bindings' minor version
     */
    static void checkTensorRt(int library, int bindings, @Nullable Path file) {
        if (library / 100 < bindings / 100) {
            throw new RunError("TensorRT " + tensorRtVersion(library) + " is installed"
                    + (file == null ? "" : " (" + file + ")") + ", wanted: " + bindings / 10_000 + "."
                    + bindings / 100 % 100 + " or a later " + bindings / 10_000);
        }
    }

    /**
     * TensorRT knows cards from Turing on; later ones, from Blackwell on, since 10.8.
     *
     * @param library its version, as it counts
     * @throws RunError when it has nothing for this card, with what has
     */
    void checkKnown(int library) {
        String unknown = "TensorRT " + tensorRtVersion(library) + " has nothing for " + name + ", compute capability "
                + capability + ": ";
        int number = Math.round(Float.parseFloat(capability) * 10);
        if (number < TURING) {
            throw new RunError(unknown + "it takes 7.5 or later");
        }
        if (number >= BLACKWELL && library < KNOWS_BLACKWELL) {
            throw new RunError(unknown + "it takes 7.5 to 9.0; NVIDIA's own TensorRT 10.8 or a later 10, installed for"
                    + " a build without LYNCEUS_TENSORRT, takes later ones");
        }
    }

    /** 13010 is 13.1. */
    static String cudaVersion(int number) {
        return number / 1000 + "." + number % 1000 / 10;
    }

    /** 101501 is 10.15.1, as TensorRT counts since 10.0. */
    static String tensorRtVersion(int number) {
        return number / 10_000 + "." + number / 100 % 100 + "." + number % 100;
    }
}
