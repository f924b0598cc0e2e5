package io.lynceus.trainer.model;

/**
 * The shape of a convolution, padded by half its size.
 *
 * @param channels output channels
 * @param size height and width in pixels
 * @param stride in both directions
 * @param groups input and output channels fall into so many independent groups
 */
public record Kernel(int channels, int size, int stride, int groups) {
    static Kernel of(int channels, int size) {
        return new Kernel(channels, size, 1, 1);
    }

    /** Zeros added on each side. */
    public int padding() {
        return size / 2;
    }
}
