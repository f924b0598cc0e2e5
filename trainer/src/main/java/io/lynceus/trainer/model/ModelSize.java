package io.lynceus.trainer.model;

/**
 * What an architecture of so many classes weighs and costs.
 *
 * @param layers of its table
 * @param parameters while training
 * @param operations floating-point operations of one picture while training
 * @param deployedParameters once exported: branches that only help training gone, norms folded
 * @param deployedOperations floating-point operations of one picture once exported
 */
public record ModelSize(
        int layers, long parameters, long operations, long deployedParameters, long deployedOperations) {
    /** For pictures of that size in pixels, both multiples of 32. */
    public static ModelSize of(Architecture architecture, int classes, int height, int width) {
        Profile training = Profile.of(architecture, classes, height, width);
        Profile deployed = Profile.deployed(architecture, classes, height, width);
        return new ModelSize(
                training.layers(),
                training.size(),
                training.operations(),
                deployed.fusedSize(),
                deployed.fusedOperations());
    }
}
