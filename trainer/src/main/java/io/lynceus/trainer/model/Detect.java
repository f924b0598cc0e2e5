package io.lynceus.trainer.model;

import java.util.ArrayList;
import java.util.List;

/**
 * The decoupled anchor-free head (DDetect): per stride a grouped box branch of four distributions and a class branch.
 */
final class Detect<V> {
    private static final int BOX_GROUPS = 4;

    private final Ops<V> ops;
    private final int classes;
    private final int leastLabelWidth;

    Detect(Ops<V> ops, int classes, int leastLabelWidth) {
        this.ops = ops;
        this.classes = classes;
        this.leastLabelWidth = leastLabelWidth;
    }

    /** The raw maps of a branch. */
    List<V> maps(String name, Branch branch, List<V> inputs) {
        int first = ops.channels(inputs.get(0));
        int boxWidth = roundUp(Math.max(first / 4, RawHeads.BOX_CHANNELS), BOX_GROUPS);
        int labelWidth = Math.max(first, leastLabelWidth);
        List<V> maps = new ArrayList<>();
        for (int level = 0; level < inputs.size(); level++) {
            V box = box(name + "." + branch.box() + "." + level, inputs.get(level), boxWidth);
            V label = label(name + "." + branch.label() + "." + level, inputs.get(level), labelWidth);
            maps.add(ops.concat(List.of(box, label)));
        }
        ops.projection(name + "." + branch.dfl(), maps);
        return maps;
    }

    private V box(String name, V x, int width) {
        V first = ops.conv(name + ".0", x, Kernel.of(width, 3));
        V second = ops.conv(name + ".1", first, new Kernel(width, 3, 1, BOX_GROUPS));
        return ops.linear(name + ".2", second, RawHeads.BOX_CHANNELS, BOX_GROUPS);
    }

    private V label(String name, V x, int width) {
        V first = ops.conv(name + ".0", x, Kernel.of(width, 3));
        V second = ops.conv(name + ".1", first, Kernel.of(width, 3));
        return ops.linear(name + ".2", second, classes, 1);
    }

    private static int roundUp(int value, int multiple) {
        return (value + multiple - 1) / multiple * multiple;
    }
}
