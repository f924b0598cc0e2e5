package io.lynceus.trainer.training;

import io.lynceus.trainer.config.TrainPeers;
import io.lynceus.trainer.config.TrainSettings;
import io.lynceus.trainer.model.Architecture;
import io.lynceus.vision.UserError;

/** What settings, model, data and processes have to be to each other, looked at before anything is computed. */
final class Feasible {
    private Feasible() {}

    /**
     * @param pictures to learn from
     * @throws UserError when a run of these cannot be
     */
    static void check(TrainSettings settings, Architecture architecture, int pictures, TrainPeers together) {
        if (settings.batch() < together.count()) {
            throw new UserError("--batch " + settings.batch() + ": has not a picture for each of the "
                    + together.count() + " processes");
        }
        if (pictures < together.count()) {
            throw new UserError(settings.data() + ": " + pictures + " pictures to learn from, and " + together.count()
                    + " processes: each needs one");
        }
        if (settings.freeze() > architecture.head()) {
            throw new UserError("--freeze " + settings.freeze() + ": " + architecture.name() + " has "
                    + architecture.head() + " layers before its head");
        }
        checkBatch(settings, Math.min(pictures, settings.batch()), together.count());
    }

    /**
     * Whether an array holds the pixels of a process's share of a batch.
     *
     * @param pictures in the largest batch
     */
    static void checkBatch(TrainSettings settings, int pictures, int processes) {
        int most = Integer.MAX_VALUE / (3 * settings.imgsz() * settings.imgsz());
        if ((pictures - 1) / processes + 1 > most) {
            throw new UserError("--batch " + settings.batch() + " --imgsz " + settings.imgsz()
                    + ": a batch has more than 2 GiB of pixels; at most " + most * processes + " pictures");
        }
    }
}
