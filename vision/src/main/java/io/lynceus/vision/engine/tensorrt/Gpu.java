package io.lynceus.vision.engine.tensorrt;

import io.lynceus.vision.RunError;
import io.lynceus.vision.engine.MissingLibrary;
import java.nio.file.Path;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Whether TensorRT, or CUDA alone, can work here. Exactly one of the two is set.
 *
 * @param card the first one that answers
 * @param reason why there is none, without an end, for people: "libcuda.so.1 is missing (NVIDIA's driver)"
 */
public record Gpu(@Nullable Card card, @Nullable String reason) {
    /** The libraries, as far as they must be asked; a test brings others. */
    interface Libraries {
        /** @throws LinkageError when one is missing */
        void load();

        /**
         * The card's name and the libraries' versions.
         *
         * @throws RunError when no card answers
         */
        Card card();
    }

    /** Looked for once in the life of the process: what failed to load once, no later attempt finds. */
    public static Gpu here() {
        return Here.ANSWER;
    }

    /** Whether CUDA can work here, TensorRT or not; looked for once, too. */
    public static Gpu withCuda() {
        return WithCuda.ANSWER;
    }

    /** The file of the TensorRT that {@link #here} found, or null when there is none, or the system does not tell. */
    public static @Nullable Path tensorRt() {
        return here().card() == null ? null : NvidiaLibraries.tensorRt();
    }

    /** For a build that knows no GPU. */
    public static Gpu notInThisBuild() {
        return new Gpu(
                null,
                "this build is without NVIDIA's bindings (LYNCEUS_CUDA=1 brings them,"
                        + " LYNCEUS_TENSORRT=1 TensorRT too)");
    }

    private static final class Here {
        static final Gpu ANSWER = look(withCuda(), NvidiaLibraries::installed, new NvidiaLibraries());
    }

    private static final class WithCuda {
        static final Gpu ANSWER = look(CudaLibraries::installed, new CudaLibraries());
    }

    /**
     * As {@link #look(Supplier, Libraries)}, where these libraries need CUDA's: what failed to load once has no reason
     * to give the second time.
     */
    static Gpu look(Gpu cuda, Supplier<Boolean> bindings, Libraries libraries) {
        return cuda.card() == null ? cuda : look(bindings, libraries);
    }

    /**
     * @param bindings whether this build has them
     * @param libraries to ask if so
     */
    static Gpu look(Supplier<Boolean> bindings, Libraries libraries) {
        if (!bindings.get()) {
            return notInThisBuild();
        }
        try {
            libraries.load();
            return new Gpu(libraries.card(), null);
        } catch (RunError e) {
            return new Gpu(null, e.getMessage());
        } catch (LinkageError | RuntimeException e) {
            // JavaCPP throws a RuntimeException when it finds no folder to unpack its libraries into.
            return new Gpu(null, MissingLibrary.words(e));
        }
    }
}
