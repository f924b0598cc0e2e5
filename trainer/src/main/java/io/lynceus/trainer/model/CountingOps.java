package io.lynceus.trainer.model;

import io.lynceus.trainer.model.Parameter.Kind;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Runs nothing: notes which parameters there are and how many multiply-adds each map costs. */
final class CountingOps implements Ops<Extent> {
    private final List<Parameter> parameters = new ArrayList<>();
    private long convolutions;
    private long rest;
    private long fusedParameters;
    private long fusedConvolutions;

    /** All parameters met, in state-dict order. */
    List<Parameter> parameters() {
        return parameters.stream()
                .sorted(Comparator.comparing(Parameter::name, new StateDictOrder()))
                .toList();
    }

    /**
     * Multiply-adds as the authors count them: convolutions, four per value of a norm, one per value of an upsampling.
     */
    long multiplyAdds() {
        return convolutions + rest + normed;
    }

    /** The same with norms folded and side-by-side convolutions made one. */
    long fusedMultiplyAdds() {
        return fusedConvolutions + rest;
    }

    /** Trained values and projections with norms folded into biases. */
    long fusedParameters() {
        return fusedParameters;
    }

    private long normed;

    @Override
    public Extent conv(String name, Extent x, Kernel kernel) {
        Extent y = normed(name, x, kernel);
        fuse(x, y, kernel);
        return y;
    }

    @Override
    public Extent repConv(String name, Extent x, int channels) {
        Kernel kernel = Kernel.of(channels, 3);
        normed(name + ".conv1", x, kernel);
        Extent y = normed(name + ".conv2", x, Kernel.of(channels, 1));
        fuse(x, y, kernel);
        return y;
    }

    private Extent normed(String name, Extent x, Kernel kernel) {
        long channels = kernel.channels();
        Extent y = output(x, kernel);
        kernel(name + ".conv", x, kernel);
        convolutions += cost(x, y, kernel);
        normed += 4 * y.channels() * y.pixels();
        for (String part : List.of("weight", "bias", "running_mean", "running_var")) {
            Kind kind = part.equals("weight") ? Kind.NORM : part.equals("bias") ? Kind.BIAS : Kind.STATISTIC;
            parameters.add(new Parameter(name + ".bn." + part, kind, List.of(channels)));
        }
        parameters.add(new Parameter(name + ".bn.num_batches_tracked", Kind.COUNTER, List.of()));
        return y;
    }

    @Override
    public Extent linear(String name, Extent x, int channels, int groups) {
        Kernel kernel = new Kernel(channels, 1, 1, groups);
        Extent y = output(x, kernel);
        kernel(name, x, kernel);
        parameters.add(new Parameter(name + ".bias", Kind.BIAS, List.of((long) channels)));
        convolutions += cost(x, y, kernel);
        fuse(x, y, kernel);
        return y;
    }

    @Override
    public void projection(String name, List<Extent> maps) {
        parameters.add(
                new Parameter(name + ".conv.weight", Kind.PROJECTION, List.of(1L, (long) RawHeads.BINS, 1L, 1L)));
        fusedParameters += RawHeads.BINS;
        rest += maps.stream().mapToLong(Extent::pixels).sum() * RawHeads.BOX_CHANNELS;
    }

    private void kernel(String name, Extent x, Kernel kernel) {
        long size = kernel.size();
        long inputs = x.channels() / kernel.groups();
        parameters.add(
                new Parameter(name + ".weight", Kind.KERNEL, List.of((long) kernel.channels(), inputs, size, size)));
    }

    private void fuse(Extent x, Extent y, Kernel kernel) {
        fusedParameters += cost(x, y, kernel) / y.pixels() + y.channels();
        fusedConvolutions += cost(x, y, kernel);
    }

    private static long cost(Extent x, Extent y, Kernel kernel) {
        return y.pixels() * y.channels() * (x.channels() / kernel.groups()) * kernel.size() * kernel.size();
    }

    private static Extent output(Extent x, Kernel kernel) {
        return new Extent(
                kernel.channels(),
                strided(x.height(), kernel.size(), kernel.stride()),
                strided(x.width(), kernel.size(), kernel.stride()));
    }

    /** The size of a map after a window of odd size, padded by half of it, has moved over it. */
    private static int strided(int length, int window, int stride) {
        return (length + window / 2 * 2 - window) / stride + 1;
    }

    @Override
    public Extent detached(Extent x) {
        return x;
    }

    @Override
    public Extent concat(List<Extent> xs) {
        Extent first = xs.get(0);
        for (Extent x : xs) {
            fit(first.height() == x.height() && first.width() == x.width(), first, x);
        }
        return first.as(xs.stream().mapToInt(Extent::channels).sum());
    }

    @Override
    public List<Extent> split(Extent x, List<Integer> channels) {
        if (channels.stream().mapToInt(Integer::intValue).sum() != x.channels()) {
            throw new IllegalArgumentException(x.channels() + " channels cannot be split into " + channels);
        }
        return channels.stream().map(x::as).toList();
    }

    @Override
    public Extent add(Extent a, Extent b) {
        fit(a.equals(b), a, b);
        return a;
    }

    private static void fit(boolean good, Extent a, Extent b) {
        if (!good) {
            throw new IllegalArgumentException("its inputs do not fit together: " + a.text() + " and " + b.text());
        }
    }

    @Override
    public Extent averagePool(Extent x) {
        return x.sized(x.height() - 1, x.width() - 1);
    }

    @Override
    public Extent maxPool(Extent x, int size, int stride) {
        return x.sized(strided(x.height(), size, stride), strided(x.width(), size, stride));
    }

    @Override
    public Extent upsample(Extent x) {
        Extent y = x.sized(2 * x.height(), 2 * x.width());
        rest += y.channels() * y.pixels();
        return y;
    }

    @Override
    public Extent resize(Extent x, Extent like) {
        return x.sized(like.height(), like.width());
    }

    @Override
    public int channels(Extent x) {
        return x.channels();
    }
}
