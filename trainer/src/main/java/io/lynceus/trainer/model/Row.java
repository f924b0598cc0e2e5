package io.lynceus.trainer.model;

import java.util.List;

/**
 * One layer of an architecture.
 *
 * @param from the layers that it reads, absolute; -1 is the image
 * @param block the paper's name of the block
 * @param args the block's numbers
 */
record Row(List<Integer> from, String block, List<Integer> args) {
    Row {
        from = List.copyOf(from);
        args = List.copyOf(args);
    }

    int arg(int index) {
        return args.get(index);
    }
}
