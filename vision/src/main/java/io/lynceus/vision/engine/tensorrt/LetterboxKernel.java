package io.lynceus.vision.engine.tensorrt;

import static org.bytedeco.cuda.global.cudart.cuLaunchKernel;
import static org.bytedeco.cuda.global.cudart.cuModuleGetFunction;
import static org.bytedeco.cuda.global.cudart.cuModuleLoadData;
import static org.bytedeco.cuda.global.cudart.cudaFree;
import static org.bytedeco.cuda.global.cudart.cudaGetDeviceProperties;

import io.lynceus.vision.pixels.Letterbox;
import io.lynceus.vision.pixels.YuvOnCard;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.bytedeco.cuda.cudart.CUfunc_st;
import org.bytedeco.cuda.cudart.CUmod_st;
import org.bytedeco.cuda.cudart.CUstream_st;
import org.bytedeco.cuda.cudart.cudaDeviceProp;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.IntPointer;
import org.bytedeco.javacpp.LongPointer;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.javacpp.PointerPointer;

/**
 * A decoder's picture on a card, made into a network's input there: letterbox.cu, compiled for the card at hand, within
 * 1 of what swscale makes of a value in 0..255. Lives as long as the process. Any thread.
 */
final class LetterboxKernel {
    static final String SOURCE = "letterbox.cu";

    private static final int SIDE = 16;
    private static final double UNIT = 65536;
    private static final double LIMITED_LUMA = 255 / 219.0;
    /** Of the factors, which are for the limited range, to those of the full range. */
    private static final double FULL_CHROMA = 224 / 255.0;

    private final CUfunc_st function = new CUfunc_st();

    /** Compiles it, which takes some tenths of a second. */
    LetterboxKernel(int device) {
        Cuda.use(device);
        Cuda.check(
                cudaFree(null), "begin on card " + device); // makes the card's context, which modules are loaded into
        CUmod_st module = new CUmod_st();
        try (BytePointer binary = Nvrtc.compile(source(), SOURCE, architecture(device))) {
            Cuda.checkDriver(cuModuleLoadData(module, binary), "load a kernel");
        }
        Cuda.checkDriver(cuModuleGetFunction(function, module, "letterbox"), "find a kernel");
    }

    static String source() {
        try (InputStream in = Objects.requireNonNull(LetterboxKernel.class.getResourceAsStream(SOURCE), SOURCE)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String architecture(int device) {
        try (cudaDeviceProp properties = new cudaDeviceProp()) {
            Cuda.check(cudaGetDeviceProperties(properties, device), "describe card " + device);
            return "sm_" + properties.major() + properties.minor();
        }
    }

    /**
     * Puts the work on a stream; the calling thread must work with the card ({@link Cuda#use}).
     *
     * @param box where the picture lies in an output of its width and height
     * @param red address on the card of a plane of the output, as green and blue
     */
    void launch(YuvOnCard picture, Letterbox box, long red, long green, long blue, CUstream_st stream) {
        try (LongPointer planes = new LongPointer(picture.luma(), picture.chroma(), red, green, blue);
                IntPointer whole = new IntPointer(whole(picture, box));
                FloatPointer factors = new FloatPointer(factors(picture));
                PointerPointer<Pointer> arguments = new PointerPointer<>(
                        planes.getPointer(0),
                        whole.getPointer(0),
                        planes.getPointer(1),
                        whole.getPointer(1),
                        whole.getPointer(2),
                        whole.getPointer(3),
                        whole.getPointer(4),
                        factors.getPointer(0),
                        factors.getPointer(1),
                        factors.getPointer(2),
                        factors.getPointer(3),
                        factors.getPointer(4),
                        factors.getPointer(5),
                        whole.getPointer(5),
                        whole.getPointer(6),
                        whole.getPointer(7),
                        whole.getPointer(8),
                        whole.getPointer(9),
                        whole.getPointer(10),
                        planes.getPointer(2),
                        planes.getPointer(3),
                        planes.getPointer(4))) {
            Cuda.checkDriver(
                    cuLaunchKernel(
                            function,
                            blocks(box.width()),
                            blocks(box.height()),
                            1,
                            SIDE,
                            SIDE,
                            1,
                            0,
                            stream,
                            arguments,
                            (PointerPointer<?>) null),
                    "scale a picture");
        }
    }

    /** The kernel's arguments that are whole numbers, in their order. */
    static int[] whole(YuvOnCard picture, Letterbox box) {
        return new int[] {
            picture.lumaPitch(),
            picture.chromaPitch(),
            picture.width(),
            picture.height(),
            picture.bytes(),
            box.innerWidth(),
            box.innerHeight(),
            box.left(),
            box.top(),
            box.width(),
            box.height()
        };
    }

    /** The kernel's arguments of a picture's colours, in their order. */
    static float[] factors(YuvOnCard picture) {
        boolean full = picture.fullRange();
        double chroma = (full ? FULL_CHROMA : 1) / UNIT;
        return new float[] {
            full ? 0 : 16,
            (float) (full ? 1 : LIMITED_LUMA),
            (float) (picture.redOfV() * chroma),
            (float) (-picture.greenOfU() * chroma),
            (float) (-picture.greenOfV() * chroma),
            (float) (picture.blueOfU() * chroma)
        };
    }

    private static int blocks(int pixels) {
        return (pixels + SIDE - 1) / SIDE;
    }
}
