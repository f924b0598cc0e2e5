package io.lynceus.trainer.report;

import io.lynceus.trainer.model.ModelSize;
import java.nio.file.Path;
import java.time.Duration;

/**
 * One variant of an ablation, trained with one seed.
 *
 * @param variant what was varied, for example deep-supervision
 * @param seed of the run
 * @param size of its network, for the pictures that it was trained with
 * @param ap50 of its best epoch
 * @param ap of its best epoch
 * @param bestEpoch from 1
 * @param time of all epochs
 * @param folder of its run
 */
public record AblationRow(
        String variant, long seed, ModelSize size, double ap50, double ap, int bestEpoch, Duration time, Path folder) {}
