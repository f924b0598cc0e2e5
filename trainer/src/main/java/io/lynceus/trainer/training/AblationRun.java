package io.lynceus.trainer.training;

import io.lynceus.trainer.config.TrainSettings;
import io.lynceus.trainer.config.TrainSettingsFile;
import io.lynceus.trainer.data.DataFile;
import io.lynceus.trainer.model.Architecture;
import io.lynceus.trainer.model.Safetensors;
import io.lynceus.vision.Reason;
import io.lynceus.vision.RunError;
import io.lynceus.vision.UserError;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.bytedeco.javacpp.PointerScope;

/**
 * One variant of an ablation: a run that is started, gone on with or left alone, by what its folder holds.
 *
 * @param architecture of the variant
 * @param settings the same for all variants but for the model's name
 * @param folder of the run
 */
public record AblationRun(Architecture architecture, TrainSettings settings, Path folder) {
    /**
     * What came of it.
     *
     * @param bestEpoch from 1
     * @param ap50 of that epoch, on the held-out pictures
     * @param ap of that epoch
     * @param time of all its epochs, training and validation
     */
    public record Result(int bestEpoch, double ap50, double ap, Duration time) {}

    /** Whether its last epoch is done, so that {@link #run} would only read. */
    public boolean isDone() {
        Path last = folder.resolve("last.safetensors");
        return Files.exists(last) && number(facts(last), "epoch") >= settings.epochs();
    }

    /**
     * Checks that the folder is free, or holds a run of just these settings; device and numbers of threads may differ.
     *
     * @throws UserError when it holds another
     */
    public void check() {
        if (!Files.exists(folder.resolve(TrainSettingsFile.NAME))) {
            return;
        }
        TrainSettings saved = TrainSettingsFile.read(folder)
                .on(settings.device(), settings.precision(), settings.threads(), settings.workers());
        boolean same = saved.equals(settings)
                && RunModel.of(saved.model(), folder).text().equals(architecture.text());
        if (!same) {
            throw new UserError(
                    folder + " holds a run with other settings, which cannot be compared with: choose another"
                            + " --output, or give the settings of its " + TrainSettingsFile.NAME);
        }
    }

    /**
     * Trains what is left to train. Blocks, as {@link Training#run} does.
     *
     * @throws UserError when the folder holds another run
     */
    public Result run(DataFile data, TrainingListener listener) {
        check();
        EpochTimes times = new EpochTimes(folder, listener);
        if (!isDone()) {
            create();
            Training.run(settings, data, folder, times);
        }
        Path best = folder.resolve("best.safetensors");
        if (!Files.exists(best)) {
            throw new RunError(folder + ": no epoch could be measured; are there labels on the held-out pictures?");
        }
        Map<String, String> facts = facts(best);
        return new Result((int) number(facts, "epoch"), number(facts, "AP50"), number(facts, "AP"), times.total());
    }

    private void create() {
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw new UserError(folder + ": cannot be created: " + Reason.of(e), e);
        }
        RunModel.write(architecture, folder);
        TrainSettingsFile.write(settings, folder);
    }

    private static Map<String, String> facts(Path checkpoint) {
        try (PointerScope scope = new PointerScope()) {
            return Safetensors.read(checkpoint).metadata();
        }
    }

    private static double number(Map<String, String> facts, String key) {
        return Double.parseDouble(facts.getOrDefault(key, "NaN"));
    }
}
