package io.lynceus.trainer.model;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * A table without the layers that no head needs any more, the others numbered anew.
 *
 * @param rows what is left, the new head last
 * @param kept the old number of each row but the head
 */
record Pruning(List<Row> rows, List<Integer> kept) {
    Pruning {
        rows = List.copyOf(rows);
        kept = List.copyOf(kept);
    }

    /**
     * Keeps what the heads need.
     *
     * @param auxiliary layers that the new head's auxiliary branch reads; empty for none
     * @param main layers that its main branch reads
     */
    static Pruning of(List<Row> rows, List<Integer> auxiliary, List<Integer> main) {
        List<Integer> outputs = new ArrayList<>(auxiliary);
        outputs.addAll(main);
        SortedSet<Integer> kept = needed(rows, outputs);
        if (silenceIsIdle(rows, kept)) {
            kept.remove(0);
        }
        List<Integer> order = List.copyOf(kept);
        List<Row> pruned = new ArrayList<>();
        for (int layer : order) {
            Row row = rows.get(layer);
            pruned.add(new Row(renumbered(row.from(), order), row.block(), row.args()));
        }
        String head = auxiliary.isEmpty() ? Row.HEAD : Row.DUAL_HEAD;
        pruned.add(new Row(renumbered(outputs, order), head, List.of()));
        return new Pruning(pruned, order);
    }

    /** The layers that the given ones depend on, themselves included, in ascending order. */
    static SortedSet<Integer> needed(List<Row> rows, List<Integer> outputs) {
        SortedSet<Integer> needed = new TreeSet<>(outputs);
        for (int layer = rows.size() - 1; layer >= 0; layer--) {
            if (needed.contains(layer)) {
                rows.get(layer).from().stream().filter(from -> from >= 0).forEach(needed::add);
            }
        }
        return needed;
    }

    /**
     * Silence only gives the image a number; it goes when nobody but
     * the next layer, which may read the image itself, needs it.
     */
    private static boolean silenceIsIdle(List<Row> rows, SortedSet<Integer> kept) {
        return rows.get(0).block().equals("Silence")
                && kept.stream()
                        .filter(layer -> layer > 1)
                        .noneMatch(layer -> rows.get(layer).from().contains(0));
    }

    /** The new numbers of some of the old layers. */
    List<Integer> renumbered(List<Integer> layers) {
        return renumbered(layers, kept);
    }

    private static List<Integer> renumbered(List<Integer> from, List<Integer> order) {
        return from.stream().map(order::indexOf).toList();
    }
}
