package io.lynceus.trainer.training;

import io.lynceus.trainer.config.WholeFile;
import io.lynceus.vision.Reason;
import io.lynceus.vision.RunError;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A run's results.csv, one row per epoch, in the columns of the official code; its epochs count from 0. */
final class ResultsCsv implements TrainingListener {
    private static final String HEADER = "epoch,train/box_loss,train/cls_loss,train/dfl_loss,metrics/precision,"
            + "metrics/recall,metrics/mAP_0.5,metrics/mAP_0.5:0.95,val/box_loss,val/cls_loss,val/dfl_loss,"
            + "x/lr0,x/lr1,x/lr2";

    private final Path file;
    private final List<String> lines = new ArrayList<>(List.of(HEADER));

    /**
     * Opens the file, or makes it.
     *
     * @param epochs rows to keep; what a killed run wrote after its last checkpoint is dropped
     */
    ResultsCsv(Path runDir, int epochs) {
        file = runDir.resolve("results.csv");
        if (Files.exists(file)) {
            try {
                List<String> old = Files.readAllLines(file);
                lines.addAll(old.subList(Math.min(1, old.size()), Math.min(1 + epochs, old.size())));
            } catch (IOException e) {
                throw new RunError(file + ": cannot be read: " + Reason.of(e), e);
            }
        }
        write();
    }

    /** Adds a row; what an epoch that was not validated does not have stays empty. */
    @Override
    public void epochDone(EpochSummary epoch) {
        StringBuilder row = new StringBuilder().append(epoch.epoch());
        for (float item : epoch.losses()) {
            row.append(',').append(number(item));
        }
        if (epoch.metrics() == null) {
            row.append(",,,,");
        } else {
            row.append(',').append(number(epoch.metrics().precision()));
            row.append(',').append(number(epoch.metrics().recall()));
            row.append(',').append(number(epoch.metrics().ap50()));
            row.append(',').append(number(epoch.metrics().ap()));
        }
        float[] heldOut = epoch.heldOut();
        for (int item = 0; item < 3; item++) {
            row.append(',').append(heldOut == null ? "" : number(heldOut[item]));
        }
        for (int group = 0; group < 3; group++) {
            row.append(',').append(number(epoch.settings().rate(group)));
        }
        lines.add(row.toString());
        write();
    }

    private void write() {
        WholeFile.write(file, String.join("\n", lines) + "\n");
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.5g", value);
    }
}
