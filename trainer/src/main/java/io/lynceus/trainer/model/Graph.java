package io.lynceus.trainer.model;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Walks a table with an implementation of {@link Ops}. Only the layers that the wanted branches need are touched. */
final class Graph<V> {
    private final Architecture architecture;
    private final Ops<V> ops;
    private final Blocks<V> blocks;
    private final Detect<V> detect;

    Graph(Architecture architecture, int classes, Ops<V> ops) {
        this.architecture = architecture;
        this.ops = ops;
        this.blocks = new Blocks<>(ops, architecture.block());
        this.detect = new Detect<>(ops, classes, architecture.labelWidth(classes));
    }

    /** The raw maps of the branches, in their order. */
    List<List<V>> run(V image, List<Branch> branches) {
        List<Row> rows = architecture.rows();
        List<Integer> outputs =
                branches.stream().flatMap(b -> b.from().stream()).toList();
        Map<Integer, List<V>> done = new HashMap<>();
        done.put(-1, List.of(image));
        for (int layer : Pruning.needed(rows, outputs)) {
            done.put(layer, layer(layer, done));
        }
        List<List<V>> maps = new ArrayList<>();
        for (Branch branch : branches) {
            List<V> inputs = branch.from().stream()
                    .map(i -> Objects.requireNonNull(done.get(i)).get(0))
                    .map(map -> branch.role() == Branch.Role.ONE_TO_ONE ? ops.detached(map) : map)
                    .toList();
            maps.add(detect.maps(name(architecture.head()), branch, inputs));
        }
        return maps;
    }

    private static String name(int layer) {
        return "model." + layer;
    }

    /**
     * What one layer puts out.
     *
     * @param done what the layers that it reads did
     */
    List<V> layer(int layer, Map<Integer, List<V>> done) {
        Row row = architecture.rows().get(layer);
        List<List<V>> inputs = row.from().stream().map(done::get).toList();
        return layer(name(layer), row, inputs);
    }

    private List<V> layer(String name, Row row, List<List<V>> inputs) {
        V x = inputs.get(0).get(0);
        return switch (row.block()) {
            case "Silence" -> List.of(x);
            case "Conv" -> List.of(blocks.conv(name, x, rounded(row), row.arg(1), row.arg(2)));
            case "AConv" -> List.of(blocks.aConv(name, x, rounded(row)));
            case "ADown" -> List.of(blocks.aDown(name, x, rounded(row)));
            case "ELAN1" -> List.of(blocks.elan1(name, x, rounded(row), row.arg(1), row.arg(2)));
            case Row.STAGE -> List.of(blocks.repNCspElan4(name, x, rounded(row), row.arg(1), row.arg(2), row.arg(3)));
            case "SPPELAN" -> List.of(blocks.sppElan(name, x, rounded(row), row.arg(1)));
            case "Upsample" -> List.of(ops.upsample(x));
            case "Concat" ->
                List.of(ops.concat(inputs.stream().map(i -> i.get(0)).toList()));
            case "CBLinear" -> blocks.cbLinear(name, x, row.args());
            case "CBFuse" -> List.of(blocks.cbFuse(inputs, row.args()));
            default -> throw new IllegalStateException("no block named " + row.block());
        };
    }

    /** The output channels: the first number, rounded up to a multiple of 8 as the authors' code does (180 is 184). */
    private static int rounded(Row row) {
        return (row.arg(0) + 7) / 8 * 8;
    }
}
