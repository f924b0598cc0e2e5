package io.lynceus.trainer.training;

import java.nio.file.Path;

/**
 * What a finished run leaves.
 *
 * @param epochs done; fewer than asked for when none was better for so long that the run ended early
 * @param bestEpoch from 1
 * @param bestFitness see {@link EpochSummary#fitness}
 * @param best checkpoint of the best epoch
 * @param last checkpoint of the last epoch
 */
public record TrainingOutcome(int epochs, int bestEpoch, double bestFitness, Path best, Path last) {}
