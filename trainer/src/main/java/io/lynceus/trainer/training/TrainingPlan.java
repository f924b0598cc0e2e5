package io.lynceus.trainer.training;

/**
 * What a run is made of.
 *
 * @param firstEpoch the epoch it begins with, from 0; more when it was resumed
 * @param epochs epochs in all
 * @param batchesPerEpoch batches in an epoch
 * @param steps steps of the optimiser in all epochs
 * @param averageSteps steps over which the average of the weights comes to follow them slowly
 * @param trainPictures pictures to learn from
 * @param heldOutPictures pictures to measure on
 * @param parameters trainable numbers, the auxiliary branch included
 */
public record TrainingPlan(
        int firstEpoch,
        int epochs,
        int batchesPerEpoch,
        long steps,
        double averageSteps,
        int trainPictures,
        int heldOutPictures,
        long parameters) {
    /** Whether the run ends before the average, which is what is kept, is much of one. */
    public boolean tooShort() {
        return steps < averageSteps / 2;
    }
}
