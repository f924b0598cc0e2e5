package io.lynceus.trainer.loss;

import org.bytedeco.pytorch.Tensor;

/**
 * A loss.
 *
 * @param total what to walk back from: the sum of the items times the pictures of the batch
 * @param items (3) box, class and distribution loss with their gains, without graph
 */
public record LossValue(Tensor total, Tensor items) {}
