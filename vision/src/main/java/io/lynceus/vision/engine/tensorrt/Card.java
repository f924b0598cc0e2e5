package io.lynceus.vision.engine.tensorrt;

import static org.bytedeco.cuda.global.cudart.*;

import io.lynceus.vision.RunError;
import java.nio.charset.StandardCharsets;
import org.bytedeco.cuda.cudart.cudaDeviceProp;

/**
 * A card and the libraries that drive it: a plan fits these and no others.
 *
 * @param name such as NVIDIA H100 80GB HBM3
 * @param capability of computing, such as 9.0
 * @param driver the newest CUDA that the driver can serve, such as 13.0
 * @param cuda of the library at work, such as 13.1
 * @param tensorRt such as 10.15.1; empty for a card that CUDA alone is asked about
 */
public record Card(String name, String capability, String driver, String cuda, String tensorRt) {
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
     * @throws RunError when the library is older than the bindings' minor version
     */
    static void checkTensorRt(int library, int bindings) {
        if (library / 100 < bindings / 100) {
            throw new RunError("TensorRT " + tensorRtVersion(library) + " is installed, wanted: " + bindings / 10_000
                    + "." + bindings / 100 % 100 + " or a later " + bindings / 10_000);
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
