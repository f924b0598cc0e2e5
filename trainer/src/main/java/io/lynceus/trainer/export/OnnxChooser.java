package io.lynceus.trainer.export;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import io.lynceus.trainer.model.AnchorPoints;
import io.lynceus.trainer.model.RawHeads;
import java.util.List;

/**
 * Writes down how the raw maps of a one-to-one head become boxes: the anchors that score most, each for its best class.
 * Boxes are decoded of these alone.
 */
final class OnnxChooser {
    /** Boxes of a picture at most, as other networks have it that choose by themselves. */
    static final int MOST = 300;

    /** From here on a reduction's axes are an input. */
    private static final int AXES_ARE_AN_INPUT = 18;

    private static final AttributeProto CHANNELS = OnnxAttributes.integer("axis", 1);

    private final OnnxGraph graph;
    private final OnnxDecoder decoder;
    private final AnchorPoints anchors;
    private final int classes;
    private final int operatorSet;
    private final long count;

    OnnxChooser(OnnxGraph graph, AnchorPoints anchors, int classes, int operatorSet) {
        this.graph = graph;
        this.decoder = new OnnxDecoder(graph, anchors, classes);
        this.anchors = anchors;
        this.classes = classes;
        this.operatorSet = operatorSet;
        this.count = Math.min(MOST, anchors.count());
    }

    /**
     * Adds all nodes; the last one's output has the given name. Its shape without N: boxes, 6; of each two corners in
     * pixels, score and class, the best box first.
     */
    long[] choose(List<OnnxMap> maps, String output) {
        List<String> logits = decoder.logits(maps);
        String most = graph.longs("choose.count", count);
        List<String> top = graph.nodes("TopK", "choose.top", List.of(best(logits.get(1)), most), 2, CHANNELS);
        String score = graph.node("Sigmoid", "choose.score", List.of(row(top.get(0))));
        String anchor = top.get(1);
        String boxes = boxes(anchor, chosen("choose.sides", logits.get(0), RawHeads.BOX_CHANNELS, anchor));
        String scores = chosen("choose.scores", logits.get(1), classes, anchor);
        String best = graph.node("ArgMax", "choose.best", List.of(scores), CHANNELS);
        String classId = graph.cast("choose.class", best, DataType.FLOAT);
        String rows = graph.node("Concat", "choose.rows", List.of(boxes, score, classId), CHANNELS);
        graph.node("Transpose", output, List.of(rows), OnnxAttributes.ints("perm", 0, 2, 1));
        return new long[] {count, 6};
    }

    /** The best class's logit: (N, anchors). */
    private String best(String scores) {
        AttributeProto flat = OnnxAttributes.integer("keepdims", 0);
        String name = "choose.most";
        return operatorSet >= AXES_ARE_AN_INPUT
                ? graph.node("ReduceMax", name, List.of(scores, graph.longs("choose.axis", 1)), flat)
                : graph.node("ReduceMax", name, List.of(scores), flat, OnnxAttributes.ints("axes", 1));
    }

    /** (N, channels, count) of (N, channels, anchors). */
    private String chosen(String name, String values, long channels, String anchor) {
        String shape = graph.longs(name + ".shape", 1, channels, 1);
        String index = graph.node("Expand", name + ".anchor", List.of(row(anchor), shape));
        return graph.node("GatherElements", name, List.of(values, index), OnnxAttributes.integer("axis", 2));
    }

    /** (N, 1, count) of (N, count). */
    private String row(String values) {
        return graph.node("Unsqueeze", "choose.row", List.of(values, graph.longs("choose.row.axis", 1)));
    }

    private String boxes(String anchor, String sides) {
        List<String> distances = decoder.split("choose.corners", decoder.distances(sides, count), 2, 2);
        String all = graph.floats("choose.points.all", decoder.points(), 2, anchors.count());
        String own = graph.node("Gather", "choose.points.own", List.of(all, anchor), CHANNELS);
        String points = graph.node("Transpose", "choose.points", List.of(own), OnnxAttributes.ints("perm", 1, 0, 2));
        String first = graph.node("Sub", "choose.first", List.of(points, distances.get(0)));
        String second = graph.node("Add", "choose.second", List.of(points, distances.get(1)));
        String cells = graph.node("Concat", "choose.cells", List.of(first, second), CHANNELS);
        String strides = graph.floats("choose.strides.all", OnnxDecoder.doubles(anchors.stride()), anchors.count());
        String stride =
                graph.node("Gather", "choose.strides", List.of(strides, anchor), OnnxAttributes.integer("axis", 0));
        return graph.node("Mul", "choose.boxes", List.of(cells, row(stride)));
    }
}
