package io.lynceus.processor.inference;

import java.util.ArrayList;
import java.util.List;

/** The sizes of batches that are measured: what lies between them lies between their times too. */
public final class BatchSizes {
    private BatchSizes() {}

    /** The powers of two below the largest size, and that size. */
    public static List<Integer> upTo(int largest) {
        List<Integer> sizes = new ArrayList<>();
        for (int size = 1; size < largest; size *= 2) {
            sizes.add(size);
        }
        sizes.add(largest);
        return List.copyOf(sizes);
    }
}
