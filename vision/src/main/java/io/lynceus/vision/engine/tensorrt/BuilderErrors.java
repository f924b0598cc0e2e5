package io.lynceus.vision.engine.tensorrt;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Why TensorRT built or took no plan. */
final class BuilderErrors {
    private static final Pattern RESOURCE = Pattern.compile("libnvinfer_builder_resource\\w*\\.so[.\\d]*");

    private static final Pattern OF_THE_CARD = Pattern.compile("(?i)out ?of ?memory|Error Code 1: Cuda");

    private BuilderErrors() {}

    /** Whether the card failed or is full: another plan would fare no better. */
    static boolean ofTheCard(String said) {
        return OF_THE_CARD.matcher(said).find();
    }

    /**
     * @param model for people
     * @param said by TensorRT, as {@link TensorRtLog#lastError} gives it
     */
    static String line(String model, String said) {
        Matcher resource = RESOURCE.matcher(said);
        if (resource.find()) {
            String file = resource.group();
            return "TensorRT cannot build a plan of " + model + ": "
                    + (said.contains("executable stack")
                            ? "the C library of this machine does not load " + file + ", which wants a stack that code"
                                    + " can run on; GLIBC_TUNABLES=glibc.rtld.execstack=2 has glibc load it"
                            : file + " is missing, the kernels for this card; NVIDIA's own TensorRT has it, and a"
                                    + " build with LYNCEUS_TENSORRT=1");
        }
        return "TensorRT cannot build a plan of " + model + said;
    }
}
