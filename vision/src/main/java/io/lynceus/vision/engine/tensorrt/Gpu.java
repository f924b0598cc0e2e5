package io.lynceus.vision.engine.tensorrt;

import io.lynceus.vision.RunError;
import java.util.Map;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Whether TensorRT can work here. Exactly one of the two is set.
 *
 * @param card the first one that answers
 * @param reason why there is none, without an end, for people: "libcuda.so.1 is missing (NVIDIA's driver)"
 */
public record Gpu(@Nullable Card card, @Nullable String reason) {
    private static final Pattern MISSING = Pattern.compile("(lib[\\w+-]+\\.so[.\\d]*): cannot open shared object file");

    /** By how a library's name begins, who brings it. */
    private static final Map<String, String> FROM = Map.of(
            "libcuda.", "NVIDIA's driver",
            "libcudart", "CUDA 13",
            "libcublas", "CUDA 13",
            "libnvrtc", "CUDA 13",
            "libcudnn", "cuDNN 9",
            "libnv", "NVIDIA's TensorRT 10");

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

    private static final class Here {
        static final Gpu ANSWER = look(NvidiaLibraries::installed, new NvidiaLibraries());
    }

    /**
     * @param bindings whether this build has them
     * @param libraries to ask if so
     */
    static Gpu look(Supplier<Boolean> bindings, Libraries libraries) {
        if (!bindings.get()) {
            return new Gpu(null, "this build is without NVIDIA's bindings (LYNCEUS_CUDA=1 brings them)");
        }
        try {
            libraries.load();
            return new Gpu(libraries.card(), null);
        } catch (RunError e) {
            return new Gpu(null, e.getMessage());
        } catch (LinkageError | RuntimeException e) {
            // JavaCPP throws a RuntimeException when it finds no folder to unpack its libraries into.
            return new Gpu(null, missing(e));
        }
    }

    private static String missing(Throwable error) {
        String innermost = error.toString();
        for (Throwable cause = error; cause != null; cause = cause.getCause()) {
            innermost = String.valueOf(cause.getMessage());
            Matcher matcher = MISSING.matcher(innermost);
            if (matcher.find()) {
                String library = matcher.group(1);
                return library + " is missing"
                        + FROM.entrySet().stream()
                                .filter(from -> library.startsWith(from.getKey()))
                                .max(Map.Entry.comparingByKey())
                                .map(from -> " (" + from.getValue() + ")")
                                .orElse("");
            }
        }
        return "its libraries do not load: " + innermost.lines().findFirst().orElse("");
    }
}
