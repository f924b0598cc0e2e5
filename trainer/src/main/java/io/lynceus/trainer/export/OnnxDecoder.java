package io.lynceus.trainer.export;

import io.lynceus.trainer.model.AnchorPoints;
import io.lynceus.trainer.model.RawHeads;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/** Writes down how raw maps become boxes, with nothing but everyday operators; the anchors are constants. */
final class OnnxDecoder {
    private static final int BINS = RawHeads.BINS;

    private final OnnxGraph graph;
    private final AnchorPoints anchors;
    private final int classes;

    OnnxDecoder(OnnxGraph graph, AnchorPoints anchors, int classes) {
        this.graph = graph;
        this.anchors = anchors;
        this.classes = classes;
    }

    /** Adds all nodes; the last one's output has the given name. Its shape without N: 4 + classes, anchors. */
    long[] decode(List<OnnxMap> maps, String output) {
        List<String> parts = logits(maps);
        String boxes = boxes(distances(parts.get(0), anchors.count()));
        String scores = graph.node("Sigmoid", "decode.scores", List.of(parts.get(1)));
        graph.node("Concat", output, List.of(boxes, scores), OnnxAttributes.integer("axis", 1));
        return new long[] {4L + classes, anchors.count()};
    }

    /** Of all levels (N, 64, anchors) for the sides and (N, classes, anchors). */
    List<String> logits(List<OnnxMap> maps) {
        List<String> flat = new ArrayList<>();
        for (OnnxMap map : maps) {
            String shape = graph.longs("decode.shape", 0, map.channels(), (long) map.height() * map.width());
            flat.add(graph.node("Reshape", "decode.flat", List.of(map.name(), shape)));
        }
        String all = graph.node("Concat", "decode.all", flat, OnnxAttributes.integer("axis", 2));
        return split("decode.parts", all, RawHeads.BOX_CHANNELS, classes);
    }

    /** The mean of each side's distribution over so many anchors: (N, 4, count), in units of the stride. */
    String distances(String logits, long count) {
        String shape = graph.longs("decode.bins.shape", 0, 4, BINS, count);
        String sides = graph.node("Reshape", "decode.bins", List.of(logits, shape));
        String chances = graph.node("Softmax", "decode.softmax", List.of(sides), OnnxAttributes.integer("axis", 2));
        double[] values = IntStream.range(0, BINS).asDoubleStream().toArray();
        String bins = graph.floats("decode.bins.values", values, 1, 1, BINS, 1);
        String weighted = graph.node("Mul", "decode.weighted", List.of(chances, bins));
        String axis = graph.longs("decode.bins.axis", 2);
        return graph.node(
                "ReduceSum", "decode.distances", List.of(weighted, axis), OnnxAttributes.integer("keepdims", 0));
    }

    private String boxes(String distances) {
        List<String> corners = split("decode.corners", distances, 2, 2);
        String leftTop = corners.get(0);
        String rightBottom = corners.get(1);
        String difference = graph.node("Sub", "decode.difference", List.of(rightBottom, leftTop));
        String half = graph.floats("decode.half.value", new double[] {0.5}, 1);
        String shift = graph.node("Mul", "decode.shift", List.of(difference, half));
        String points = graph.floats("decode.points", points(), 1, 2, anchors.count());
        String centres = graph.node("Add", "decode.centres", List.of(points, shift));
        String sizes = graph.node("Add", "decode.sizes", List.of(leftTop, rightBottom));
        String units = graph.node("Concat", "decode.units", List.of(centres, sizes), OnnxAttributes.integer("axis", 1));
        String strides = graph.floats("decode.strides", doubles(anchors.stride()), 1, 1, anchors.count());
        return graph.node("Mul", "decode.boxes", List.of(units, strides));
    }

    /** The two pieces of the channels. */
    List<String> split(String name, String x, long first, long second) {
        String sizes = graph.longs(name + ".sizes", first, second);
        return graph.nodes("Split", name, List.of(x, sizes), 2, OnnxAttributes.integer("axis", 1));
    }

    /** All x, then all y. */
    double[] points() {
        return DoubleStream.concat(Arrays.stream(doubles(anchors.x())), Arrays.stream(doubles(anchors.y())))
                .toArray();
    }

    static double[] doubles(float[] values) {
        return IntStream.range(0, values.length).mapToDouble(i -> values[i]).toArray();
    }
}
