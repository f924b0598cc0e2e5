package io.lynceus.trainer.quantise;

import io.lynceus.trainer.export.OnnxAttributes;
import io.lynceus.vision.model.InputSize;
import java.util.List;

/**
 * Other views of maps in 8 bits (N, channels, height, width). A runtime computes on them channels last, where such a
 * view is the same memory: the way there and back are transpositions that it leaves out.
 */
final class Maps8 {
    private static final long SAME = 0;
    private static final long REST = -1;

    private final Parts parts;

    Maps8(Parts parts) {
        this.parts = parts;
    }

    /**
     * With so many channels: neighbours in a row as the channels of one place, the left one's first, or such places
     * apart again.
     */
    String columns(String bytes, long channels) {
        return channelsFirst(reshaped(channelsLast(bytes), SAME, SAME, REST, channels));
    }

    /** Twice as wide and as high, each place four times. The runtimes' own way copies byte by byte. */
    String doubled(String bytes, long channels, InputSize size) {
        String wide = reshaped(twice(channelsLast(bytes), 3), SAME, SAME, 1, REST);
        return channelsFirst(reshaped(twice(wide, 2), SAME, 2L * size.height(), 2L * size.width(), channels));
    }

    private String channelsLast(String bytes) {
        return transposed(bytes, ".last", 0, 2, 3, 1);
    }

    private String channelsFirst(String bytes) {
        return transposed(bytes, ".first", 0, 3, 1, 2);
    }

    private String transposed(String bytes, String ending, long... order) {
        return parts.node("Transpose", bytes + ending, List.of(OnnxAttributes.ints("perm", order)), bytes);
    }

    private String twice(String bytes, long axis) {
        return parts.node("Concat", bytes + ".twice", List.of(OnnxAttributes.integer("axis", axis)), bytes, bytes);
    }

    private String reshaped(String bytes, long... shape) {
        String constant = parts.constant(Tensors.ofLongs(bytes + ".shape", shape));
        return parts.node("Reshape", bytes + ".view", List.of(), bytes, constant);
    }
}
