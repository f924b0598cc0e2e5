package io.lynceus.trainer.model;

import java.util.List;

/**
 * What the blocks are made of. Each implementation gives the same blocks another meaning: run them, count them, write
 * them down. Names are state-dict names without the last part.
 *
 * @param <V> a map of (N, channels, height, width), whatever stands for it
 */
public interface Ops<V> {
    /** Convolution without bias, batch norm, SiLU: NAME.conv.weight, NAME.bn.*. */
    V conv(String name, V x, Kernel kernel);

    /** 3x3 and 1x1 convolution side by side, each with its batch norm, added, SiLU: NAME.conv1.*, NAME.conv2.*. */
    V repConv(String name, V x, int channels);

    /** 1x1 convolution with bias and nothing after: NAME.weight, NAME.bias. */
    V linear(String name, V x, int channels, int groups);

    /** The projection that a head's bins go through when boxes are decoded: NAME.conv.weight, fixed. */
    void projection(String name, List<V> maps);

    /** The same map, for layers whose gradient ends there. */
    V detached(V x);

    /** Channels in the listed order. */
    V concat(List<V> xs);

    /** Consecutive pieces of so many channels. */
    List<V> split(V x, List<Integer> channels);

    /** Sum of maps of one shape. */
    V add(V a, V b);

    /** Mean of 2x2 pixels at every place, without padding: one pixel smaller each way. */
    V averagePool(V x);

    /** Largest of size x size pixels, padded by half the size. */
    V maxPool(V x, int size, int stride);

    /** Twice as large, nearest neighbour. */
    V upsample(V x);

    /** As large as the other, nearest neighbour. */
    V resize(V x, V like);

    /** Channels of a map. */
    int channels(V x);
}
