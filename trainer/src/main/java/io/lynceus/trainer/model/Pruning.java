package io.lynceus.trainer.model;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/** Takes the auxiliary branch out of a table: keeps what the main head needs and numbers it anew. */
final class Pruning {
    private Pruning() {}

    static List<Row> of(List<Row> rows) {
        int head = rows.size() - 1;
        List<Integer> mains = rows.get(head).from().subList(3, 6);
        SortedSet<Integer> kept = needed(rows, mains);
        if (silenceIsIdle(rows, kept)) {
            kept.remove(0);
        }
        List<Integer> order = List.copyOf(kept);
        List<Row> pruned = new ArrayList<>();
        for (int layer : order) {
            Row row = rows.get(layer);
            pruned.add(new Row(renumbered(row.from(), order), row.block(), row.args()));
        }
        pruned.add(new Row(renumbered(mains, order), "DDetect", List.of()));
        return List.copyOf(pruned);
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

    /** Silence only gives the image a number; it goes when nobody but the next layer, which may read the image itself, needs it. */
    private static boolean silenceIsIdle(List<Row> rows, SortedSet<Integer> kept) {
        return rows.get(0).block().equals("Silence")
                && kept.stream()
                        .filter(layer -> layer > 1)
                        .noneMatch(layer -> rows.get(layer).from().contains(0));
    }

    private static List<Integer> renumbered(List<Integer> from, List<Integer> order) {
        return from.stream().map(order::indexOf).toList();
    }
}
