package io.lynceus.trainer.model;

import io.lynceus.vision.UserError;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedSet;
import java.util.function.BiFunction;

/** Whether a table makes sense, layer by layer, before anything is built from it. */
final class TableCheck {
    /** Any multiple of the coarsest stride, large enough that no two strides give maps of one size. */
    private static final int SIDE = 256;

    /** Numbers that each block wants; -1 for any. */
    private static final Map<String, Integer> NUMBERS = Map.ofEntries(
            Map.entry("Silence", 0),
            Map.entry("Conv", 3),
            Map.entry("AConv", 1),
            Map.entry("ADown", 1),
            Map.entry("ELAN1", 3),
            Map.entry(Row.STAGE, 4),
            Map.entry("SPPELAN", 2),
            Map.entry("Upsample", 0),
            Map.entry("Concat", 0),
            Map.entry("CBLinear", -1),
            Map.entry("CBFuse", -1),
            Map.entry(Row.HEAD, 0),
            Map.entry(Row.DUAL_HEAD, 0));

    private static final List<String> SEVERAL_INPUTS = List.of("Concat", "CBFuse", Row.HEAD, Row.DUAL_HEAD);

    private TableCheck() {}

    /**
     * Walks the table.
     *
     * @param error makes the error of a layer
     */
    static void check(Architecture architecture, BiFunction<Integer, String, UserError> error) {
        List<Row> rows = architecture.rows();
        Graph<Extent> graph = new Graph<>(architecture, 1, new CountingOps());
        Map<Integer, List<Extent>> done = new HashMap<>();
        done.put(-1, List.of(new Extent(3, SIDE, SIDE)));
        for (int layer = 0; layer < rows.size(); layer++) {
            try {
                row(layer, rows);
                if (!rows.get(layer).isHead()) {
                    done.put(layer, graph.layer(layer, done));
                }
            } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
                throw error.apply(layer, rows.get(layer).block() + ": " + e.getMessage());
            }
        }
        if (rows.isEmpty() || !rows.get(rows.size() - 1).isHead()) {
            int last = Math.max(0, rows.size() - 1);
            throw error.apply(last, "the last layer of a model is " + Row.HEAD + " or " + Row.DUAL_HEAD);
        }
        heads(architecture, done, error);
    }

    private static void row(int layer, List<Row> rows) {
        Row row = rows.get(layer);
        Integer numbers = NUMBERS.get(row.block());
        if (numbers == null) {
            throw new IllegalArgumentException("no such block; there are "
                    + String.join(", ", NUMBERS.keySet().stream().sorted().toList()));
        }
        require(numbers < 0 || numbers == row.args().size(), "wants " + numbers + " numbers after its name");
        require(row.from().stream().allMatch(from -> from < layer), "reads a layer that is not before it");
        require(
                SEVERAL_INPUTS.contains(row.block()) || row.from().size() == 1,
                "reads one layer, not " + row.from().size());
        require(!row.isHead() || layer == rows.size() - 1, "the head is the last layer, and only there");
        switch (row.block()) {
            case "Conv" -> require(row.arg(1) % 2 == 1 && row.arg(2) > 0, "wants channels, odd size, stride");
            case "CBLinear" -> require(!row.args().isEmpty(), "wants channels for each of its pieces");
            case "CBFuse" ->
                require(row.args().size() == row.from().size() - 1, "wants a piece's index per layer but the last");
            case Row.HEAD -> require(row.from().size() == 3, "reads three layers, of stride 8, 16 and 32");
            case Row.DUAL_HEAD -> require(row.from().size() == 6, "reads six layers, the auxiliary ones first");
            default -> {}
        }
        boolean indices = row.block().equals("CBFuse");
        require(indices || row.args().stream().allMatch(number -> number > 0), "a number below 1");
    }

    private static void require(boolean good, String otherwise) {
        if (!good) {
            throw new IllegalArgumentException(otherwise);
        }
    }

    private static void heads(
            Architecture architecture, Map<Integer, List<Extent>> done, BiFunction<Integer, String, UserError> error) {
        int head = architecture.head();
        for (Branch branch : architecture.branches()) {
            strides(branch.from(), done, head, error);
        }
        if (!architecture.backbone().isEmpty()) {
            strides(architecture.backbone(), done, head, error);
        }
        SortedSet<Integer> needed = Pruning.needed(
                architecture.rows(), architecture.rows().get(head).from());
        for (int layer = 0; layer < head; layer++) {
            if (!needed.contains(layer)) {
                throw error.apply(layer, "nothing leads from layer " + layer + " to the head");
            }
        }
    }

    private static void strides(
            List<Integer> layers,
            Map<Integer, List<Extent>> done,
            int head,
            BiFunction<Integer, String, UserError> error) {
        for (int level = 0; level < layers.size(); level++) {
            int stride = AnchorPoints.STRIDES[level];
            int layer = layers.get(level);
            Extent extent =
                    layer < head ? Objects.requireNonNull(done.get(layer)).get(0) : new Extent(0, 0, 0);
            if (extent.height() != SIDE / stride || extent.width() != SIDE / stride) {
                throw error.apply(head, "layer " + layer + " should be of stride " + stride + ", and is not");
            }
        }
    }
}
