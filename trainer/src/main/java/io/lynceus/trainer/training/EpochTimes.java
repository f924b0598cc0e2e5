package io.lynceus.trainer.training;

import io.lynceus.trainer.config.WholeFile;
import io.lynceus.vision.Reason;
import io.lynceus.vision.RunError;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;

/**
 * Notes how long each epoch of a run took, in its folder, so
 * that a run in several pieces knows its time. Passes all on.
 */
final class EpochTimes implements TrainingListener {
    private final Path file;
    private final TrainingListener next;

    EpochTimes(Path folder, TrainingListener next) {
        this.file = folder.resolve("times.csv");
        this.next = next;
    }

    /** Of all epochs so far. */
    Duration total() {
        try {
            double seconds = 0;
            for (String line : text().lines().toList()) {
                seconds += Double.parseDouble(line.substring(line.indexOf(',') + 1));
            }
            return Duration.ofMillis(Math.round(1000 * seconds));
        } catch (NumberFormatException e) {
            throw new RunError(file + ": cannot be read: " + e.getMessage(), e);
        }
    }

    private String text() {
        try {
            return Files.exists(file) ? Files.readString(file) : "";
        } catch (IOException e) {
            throw new RunError(file + ": cannot be read: " + Reason.of(e), e);
        }
    }

    @Override
    public void epochDone(EpochSummary epoch) {
        String line = String.format(
                Locale.ROOT, "%d,%.3f\n", epoch.epoch(), epoch.took().toMillis() / 1000.0);
        WholeFile.write(file, text() + line);
        next.epochDone(epoch);
    }

    @Override
    public void startingFrom(StartingWeights weights) {
        next.startingFrom(weights);
    }

    @Override
    public void started(TrainingPlan plan) {
        next.started(plan);
    }

    @Override
    public void stepped(StepReport step) {
        next.stepped(step);
    }

    @Override
    public void validating(int epoch) {
        next.validating(epoch);
    }
}
