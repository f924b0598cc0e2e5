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
 * @param tooShortForMuon whether Muon moves the weights and ends before it is better than SGD
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
        boolean tooShortForMuon,
        int trainPictures,
        int heldOutPictures,
        long parameters) {
    /** Steps of the optimiser: with 450 Muon was better than SGD with each seed, with 225 it found little. */
    static final long MUON_STEPS = 400;
}
