package io.lynceus.trainer.training;

/**
 * What the schedule says for one batch.
 *
 * @param biasRate learning rate of the biases
 * @param rate learning rate of everything else
 * @param momentum of SGD
 * @param accumulate batches whose gradients are added up for one step of the optimiser
 */
record StepSettings(double biasRate, double rate, double momentum, int accumulate) {
    /** The learning rate of a group of weights, in the optimiser's order: biases, kernels, norms. */
    double rate(int group) {
        return group == 0 ? biasRate : rate;
    }
}
