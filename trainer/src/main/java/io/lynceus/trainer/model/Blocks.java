package io.lynceus.trainer.model;

import java.util.ArrayList;
import java.util.List;

/**
 * The paper's blocks, by the paper's names (YOLOv9, arXiv 2402.13616, and the authors' repository), each written once.
 * The first argument is the state-dict name that the block's parameters start with.
 */
final class Blocks<V> {
    private final Ops<V> ops;
    private final Block inner;

    /** With that block inside the stages. */
    Blocks(Ops<V> ops, Block inner) {
        this.ops = ops;
        this.inner = inner;
    }

    V conv(String name, V x, int channels, int size, int stride) {
        return ops.conv(name, x, new Kernel(channels, size, stride, 1));
    }

    private V conv(String name, V x, int channels, int size) {
        return ops.conv(name, x, Kernel.of(channels, size));
    }

    V aConv(String name, V x, int channels) {
        return conv(name + ".cv1", ops.averagePool(x), channels, 3, 2);
    }

    V aDown(String name, V x, int channels) {
        List<V> halves = halves(ops.averagePool(x));
        V strided = conv(name + ".cv1", halves.get(0), channels / 2, 3, 2);
        V pooled = conv(name + ".cv2", ops.maxPool(halves.get(1), 3, 2), channels / 2, 1);
        return ops.concat(List.of(strided, pooled));
    }

    V elan1(String name, V x, int channels, int hidden, int inner) {
        List<V> halves = halves(conv(name + ".cv1", x, hidden, 1));
        V u = conv(name + ".cv2", halves.get(1), inner, 3);
        V v = conv(name + ".cv3", u, inner, 3);
        return conv(name + ".cv4", ops.concat(List.of(halves.get(0), halves.get(1), u, v)), channels, 1);
    }

    V repNCspElan4(String name, V x, int channels, int hidden, int inner, int repeats) {
        List<V> halves = halves(conv(name + ".cv1", x, hidden, 1));
        V u = blockThenConv(name + ".cv2", halves.get(1), inner, repeats);
        V v = blockThenConv(name + ".cv3", u, inner, repeats);
        return conv(name + ".cv4", ops.concat(List.of(halves.get(0), halves.get(1), u, v)), channels, 1);
    }

    private V blockThenConv(String name, V x, int channels, int repeats) {
        String first = name + ".0";
        V y = switch (inner) {
            case REP_CSP, CSP -> csp(first, x, channels, repeats);
            case CONV, RESIDUAL, DARK -> repeated(first, x, channels, repeats);
        };
        return conv(name + ".1", y, channels, 3);
    }

    /** RepNCSP of the authors' code; with a plain convolution for the RepConv it is CSP. */
    private V csp(String name, V x, int channels, int repeats) {
        int hidden = channels / 2;
        V deep = repeated(name, conv(name + ".cv1", x, hidden, 1), hidden, repeats);
        V flat = conv(name + ".cv2", x, hidden, 1);
        return conv(name + ".cv3", ops.concat(List.of(deep, flat)), channels, 1);
    }

    private V repeated(String name, V x, int channels, int repeats) {
        V y = x;
        for (int i = 0; i < repeats; i++) {
            y = once(name + ".m." + i, y, channels);
        }
        return y;
    }

    /**
     * One of the blocks that repeat, see {@link Block}; the shortcut is there where input and output have one shape.
     */
    private V once(String name, V x, int channels) {
        int half = channels / 2;
        String second = name + ".cv2";
        return switch (inner) {
            case REP_CSP -> shortcut(x, conv(second, ops.repConv(name + ".cv1", x, channels), channels, 3));
            case CSP -> shortcut(x, conv(second, conv(name + ".cv1", x, channels, 3), channels, 3));
            case CONV -> conv(name, x, channels, 3);
            case DARK -> shortcut(x, conv(second, conv(name + ".cv1", x, half, 1), channels, 3));
            case RESIDUAL -> {
                V y = conv(second, conv(name + ".cv1", x, half, 1), half, 3);
                yield shortcut(x, conv(name + ".cv3", y, channels, 1));
            }
        };
    }

    private V shortcut(V x, V y) {
        return ops.channels(x) == ops.channels(y) ? ops.add(x, y) : y;
    }

    V sppElan(String name, V x, int channels, int hidden) {
        List<V> pooled = new ArrayList<>();
        pooled.add(conv(name + ".cv1", x, hidden, 1));
        for (int i = 0; i < 3; i++) {
            pooled.add(ops.maxPool(pooled.get(i), 5, 1));
        }
        return conv(name + ".cv5", ops.concat(pooled), channels, 1);
    }

    List<V> cbLinear(String name, V x, List<Integer> channels) {
        int sum = channels.stream().mapToInt(Integer::intValue).sum();
        return ops.split(ops.linear(name + ".conv", x, sum, 1), channels);
    }

    /** Adds to the last input the piece of every other one that the indices name, brought to its size. */
    V cbFuse(List<List<V>> inputs, List<Integer> pieces) {
        V last = inputs.get(inputs.size() - 1).get(0);
        V sum = last;
        for (int i = 0; i < pieces.size(); i++) {
            sum = ops.add(sum, ops.resize(inputs.get(i).get(pieces.get(i)), last));
        }
        return sum;
    }

    private List<V> halves(V x) {
        int half = ops.channels(x) / 2;
        return ops.split(x, List.of(half, half));
    }
}
