package io.lynceus.vision.engine.tensorrt;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Why TensorRT built no plan, in one line. */
final class BuilderErrors {
    private static final Pattern RESOURCE = Pattern.compile("libnvinfer_builder_resource\\w*\\.so[.\\d]*");

    private BuilderErrors() {}

    /**
     * @param model for people
     * @param said by TensorRT, as {@link TensorRtLog#lastError} gives it
     */
    static String line(String model, String said) {
        Matcher resource = RESOURCE.matcher(said);
        if (resource.find()) {
            return "TensorRT cannot build a plan of " + model + ": " + resource.group()
                    + " is missing, the kernels for this card; it comes with NVIDIA's own TensorRT, not with the"
                    + " jars of Maven Central";
        }
        return "TensorRT cannot build a plan of " + model + said;
    }
}
