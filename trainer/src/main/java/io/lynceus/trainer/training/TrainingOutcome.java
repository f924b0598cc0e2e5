package io.lynceus.trainer.training;

import java.nio.file.Path;

/**
 * What a finished run leaves.
 *
 * @param bestEpoch from 1
 * @param bestFitness see {@link EpochSummary#fitness}
 * @param best checkpoint of the best epoch
 * @param last checkpoint of the last epoch
 */
public record TrainingOutcome(int bestEpoch, double bestFitness, Path best, Path last) {}
