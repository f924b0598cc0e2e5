package io.lynceus.trainer.augment;

/**
 * Every {@code count}th picture of a batch, from number {@code index}: the part of one of several processes that train
 * together. All shares together are the batch that one process alone would have.
 */
public record Share(int index, int count) {
    /** All of it. */
    public static final Share WHOLE = new Share(0, 1);
}
