package io.lynceus.trainer.training;

/**
 * What a run is made of.
 *
 * @param firstEpoch the epoch it begins with, from 0; more when it was resumed
 * @param epochs epochs in all
 * @param batchesPerEpoch batches in an epoch
 * @param steps steps of the optimiser in all epochs
 * @param tooShort whether it has the published recipe and ends
 *     before the average, which is what is kept, is much of one
 * @param trainPictures pictures to learn from
 * @param heldOutPictures pictures to measure on
 * @param parameters trainable numbers, the auxiliary branch included
 */
public record TrainingPlan(
        int firstEpoch,
        int epochs,
        int batchesPerEpoch,
        long steps,
        boolean tooShort,
        int trainPictures,
        int heldOutPictures,
        long parameters) {}
