package io.lynceus.trainer.export;

import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import io.lynceus.trainer.model.Kernel;
import io.lynceus.trainer.model.Ops;
import io.lynceus.trainer.model.Weights;
import java.util.ArrayList;
import java.util.List;

/** Writes the blocks down as ONNX nodes, norms folded, side-by-side convolutions made one. */
final class OnnxOps implements Ops<OnnxMap> {
    private final OnnxGraph graph;
    private final Weights weights;
    private final boolean half;

    /** @param half whether the layers compute in float16 */
    OnnxOps(OnnxGraph graph, Weights weights, boolean half) {
        this.graph = graph;
        this.weights = weights;
        this.half = half;
    }

    /** The graph's float32 input as the layers take it. */
    OnnxMap input(OnnxMap x) {
        return half ? x.sized(graph.cast("input.half", x.name(), DataType.FLOAT16), x.height(), x.width()) : x;
    }

    /** What a layer gives, as float32. */
    OnnxMap output(OnnxMap x) {
        return half ? x.sized(graph.cast("output.float", x.name(), DataType.FLOAT), x.height(), x.width()) : x;
    }

    @Override
    public OnnxMap conv(String name, OnnxMap x, Kernel kernel) {
        return silu(name, convolution(name + ".conv", x, kernel, FoldedKernel.normed(weights, name)));
    }

    @Override
    public OnnxMap repConv(String name, OnnxMap x, int channels) {
        FoldedKernel folded = FoldedKernel.normed(weights, name + ".conv1")
                .plusPointwise(FoldedKernel.normed(weights, name + ".conv2"));
        return silu(name, convolution(name + ".conv", x, new Kernel(channels, 3, 1, 1), folded));
    }

    @Override
    public OnnxMap linear(String name, OnnxMap x, int channels, int groups) {
        return convolution(name, x, new Kernel(channels, 1, 1, groups), FoldedKernel.biased(weights, name));
    }

    private OnnxMap convolution(String name, OnnxMap x, Kernel kernel, FoldedKernel folded) {
        String weight = weights(name + ".weight", folded.values(), folded.shape());
        String bias = weights(name + ".bias", folded.bias(), folded.bias().length);
        int size = kernel.size();
        int padding = kernel.padding();
        String y = graph.node(
                "Conv",
                name,
                List.of(x.name(), weight, bias),
                OnnxAttributes.ints("kernel_shape", size, size),
                OnnxAttributes.ints("strides", kernel.stride(), kernel.stride()),
                OnnxAttributes.ints("pads", padding, padding, padding, padding),
                OnnxAttributes.ints("dilations", 1, 1),
                OnnxAttributes.integer("group", kernel.groups()));
        return new OnnxMap(
                y,
                kernel.channels(),
                strided(x.height(), size, kernel.stride()),
                strided(x.width(), size, kernel.stride()));
    }

    private String weights(String name, double[] values, long... shape) {
        return half ? graph.halves(name, values, shape) : graph.floats(name, values, shape);
    }

    private OnnxMap silu(String name, OnnxMap x) {
        String gate = graph.node("Sigmoid", name + ".sigmoid", List.of(x.name()));
        String y = graph.node("Mul", name + ".silu", List.of(x.name(), gate));
        return x.sized(y, x.height(), x.width());
    }

    private static int strided(int length, int window, int stride) {
        return (length + window / 2 * 2 - window) / stride + 1;
    }

    @Override
    public void projection(String name, List<OnnxMap> maps) {}

    @Override
    public OnnxMap detached(OnnxMap x) {
        return x;
    }

    @Override
    public OnnxMap concat(List<OnnxMap> xs) {
        String y = graph.node(
                "Concat", "concat", xs.stream().map(OnnxMap::name).toList(), OnnxAttributes.integer("axis", 1));
        OnnxMap first = xs.get(0);
        int channels = xs.stream().mapToInt(OnnxMap::channels).sum();
        return new OnnxMap(y, channels, first.height(), first.width());
    }

    @Override
    public List<OnnxMap> split(OnnxMap x, List<Integer> channels) {
        if (channels.size() == 1) {
            return List.of(x);
        }
        String sizes = graph.longs(
                "split.sizes", channels.stream().mapToLong(Integer::longValue).toArray());
        List<String> names = graph.nodes(
                "Split", "split", List.of(x.name(), sizes), channels.size(), OnnxAttributes.integer("axis", 1));
        List<OnnxMap> pieces = new ArrayList<>();
        for (int i = 0; i < channels.size(); i++) {
            pieces.add(new OnnxMap(names.get(i), channels.get(i), x.height(), x.width()));
        }
        return pieces;
    }

    @Override
    public OnnxMap add(OnnxMap a, OnnxMap b) {
        return a.sized(graph.node("Add", "add", List.of(a.name(), b.name())), a.height(), a.width());
    }

    @Override
    public OnnxMap averagePool(OnnxMap x) {
        String y = graph.node(
                "AveragePool",
                "average_pool",
                List.of(x.name()),
                OnnxAttributes.ints("kernel_shape", 2, 2),
                OnnxAttributes.ints("strides", 1, 1));
        return x.sized(y, x.height() - 1, x.width() - 1);
    }

    @Override
    public OnnxMap maxPool(OnnxMap x, int size, int stride) {
        int padding = size / 2;
        String y = graph.node(
                "MaxPool",
                "max_pool",
                List.of(x.name()),
                OnnxAttributes.ints("kernel_shape", size, size),
                OnnxAttributes.ints("strides", stride, stride),
                OnnxAttributes.ints("pads", padding, padding, padding, padding));
        return x.sized(y, strided(x.height(), size, stride), strided(x.width(), size, stride));
    }

    @Override
    public OnnxMap upsample(OnnxMap x) {
        return resize(x, 2 * x.height(), 2 * x.width());
    }

    @Override
    public OnnxMap resize(OnnxMap x, OnnxMap like) {
        boolean same = x.height() == like.height() && x.width() == like.width();
        return same ? x : resize(x, like.height(), like.width());
    }

    private OnnxMap resize(OnnxMap x, int height, int width) {
        double[] ratio = {1, 1, (double) height / x.height(), (double) width / x.width()};
        String scales = graph.floats("resize.scales", ratio, 4);
        String y = graph.node(
                "Resize",
                "resize",
                List.of(x.name(), "", scales),
                OnnxAttributes.text("mode", "nearest"),
                OnnxAttributes.text("coordinate_transformation_mode", "asymmetric"),
                OnnxAttributes.text("nearest_mode", "floor"));
        return x.sized(y, height, width);
    }

    @Override
    public int channels(OnnxMap x) {
        return x.channels();
    }
}
