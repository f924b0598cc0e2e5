package io.lynceus.trainer.model;

import java.util.ArrayList;
import java.util.List;

/**
 * One layer of an architecture.
 *
 * @param from the layers that it reads, absolute; -1 is the image
 * @param block the paper's name of the block
 * @param args the block's numbers
 */
record Row(List<Integer> from, String block, List<Integer> args) {
    /** The detection head with one branch. */
    static final String HEAD = "DDetect";

    /** The detection head with an auxiliary and a main branch. */
    static final String DUAL_HEAD = "DualDDetect";

    /** The stage whose inner block is a choice and repeats. */
    static final String STAGE = "RepNCSPELAN4";

    private static final int REPEATS = 3;

    Row {
        from = List.copyOf(from);
        args = List.copyOf(args);
    }

    int arg(int index) {
        return args.get(index);
    }

    boolean isHead() {
        return block.equals(HEAD) || block.equals(DUAL_HEAD);
    }

    /** A stage with so many repeats; any other layer as it is. */
    Row repeated(int repeats) {
        if (!block.equals(STAGE)) {
            return this;
        }
        List<Integer> others = new ArrayList<>(args);
        others.set(REPEATS, repeats);
        return new Row(from, block, others);
    }
}
