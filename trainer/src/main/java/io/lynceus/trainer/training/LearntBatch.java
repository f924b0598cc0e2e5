package io.lynceus.trainer.training;

/**
 * What came of a batch, and when its parts were done, by {@link System#nanoTime}. A GPU computes on while the next part
 * begins, but has the losses when they have been read.
 *
 * @param losses box, class and distribution loss over all processes
 * @param finite whether they are numbers; where they are not, the batch gave no gradients and its step will be left out
 * @param began when the batch was there
 * @param forwarded when the network was through
 * @param compared when the losses had been read
 * @param derived when the gradients were there
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record LearntBatch(float[] losses, boolean finite, long began, long forwarded, long compared, long derived) {}
