package io.lynceus.vision.engine;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Says which of NVIDIA's libraries is missing, and who brings it. */
public final class MissingLibrary {
    private static final Pattern MISSING = Pattern.compile("(lib[\\w+-]+\\.so[.\\d]*): cannot open shared object file");

    /** By how a library's name begins, who brings it. */
    private static final Map<String, String> FROM = Map.of(
            "libcuda.", "NVIDIA's driver",
            "libcudart", "CUDA 13; for TensorRT alone a build with LYNCEUS_TENSORRT=1 brings it",
            "libcu", "CUDA 13",
            "libnvrtc", "CUDA 13",
            "libnvJitLink", "CUDA 13",
            "libcudnn", "cuDNN 9",
            "libnv", "NVIDIA's TensorRT 10, or a build with LYNCEUS_TENSORRT=1");

    private MissingLibrary() {}

    /**
     * Why native code did not load, for people: "libcuda.so.1 is missing (NVIDIA's driver)".
     *
     * @param error what loading ended with
     */
    public static String words(Throwable error) {
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
