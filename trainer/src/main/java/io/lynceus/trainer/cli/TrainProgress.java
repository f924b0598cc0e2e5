package io.lynceus.trainer.cli;

import io.lynceus.trainer.data.Dataset;
import io.lynceus.trainer.evaluation.Metrics;
import io.lynceus.trainer.report.DataReport;
import io.lynceus.trainer.training.EpochSummary;
import io.lynceus.trainer.training.StartingWeights;
import io.lynceus.trainer.training.StepReport;
import io.lynceus.trainer.training.TrainingListener;
import io.lynceus.trainer.training.TrainingPlan;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.jspecify.annotations.Nullable;

/** Shows a training run: a bar that updates in place on a terminal, elsewhere a line now and then. */
final class TrainProgress implements TrainingListener, AutoCloseable {
    /** Without a terminal, the least time between two lines. */
    private static final double SECONDS_BETWEEN_LINES = 20;

    private static final int MOST_LAYERS = 12;

    /** A head's third and fifth branch, whose levels and places in them are numbers. */
    private static final Pattern CLASS_BRANCH = Pattern.compile("model\\.\\d+\\.(one2one_)?cv[35]\\.\\d\\.\\d\\..+");

    private final PrintWriter out;
    private final boolean terminal;
    private final StopNotice notice;
    private final @Nullable Path runDir;
    private TrainingPlan plan = new TrainingPlan(0, 0, 1, 0, false, false, 0, 0, 0);
    private @Nullable ProgressBar bar;
    private long began;
    private long epochBegan;
    private long lastLine;
    private int picturesInEpoch;
    private boolean fineTuning;

    /**
     * @param notice told when a step is done
     * @param runDir gets a picture of the labels; null where nothing is to be said of the data
     */
    TrainProgress(PrintWriter out, boolean terminal, StopNotice notice, @Nullable Path runDir) {
        this.runDir = runDir;
        this.out = out;
        this.terminal = terminal;
        this.notice = notice;
    }

    @Override
    public void data(Dataset pictures, Dataset heldOut, int imgsz) {
        if (runDir == null) {
            return;
        }
        DataReport report = DataReport.of(pictures, heldOut, imgsz);
        report.lines().forEach(out::println);
        report.draw(runDir.resolve("labels.png"));
        out.flush();
    }

    @Override
    public void startingFrom(StartingWeights weights) {
        fineTuning = true;
        int all = weights.found() + weights.copied().size() + weights.others().size();
        out.println(weights.found() + " of " + all + " tensors start from " + weights.file() + fresh(weights.others()));
        if (!weights.copied().isEmpty()) {
            out.println("the one-to-one head, which they have not, starts as a copy of the one-to-many head");
        }
    }

    /** With other classes than the checkpoint's it is the class branch that does not fit, which is as it should be. */
    private static String fresh(List<String> tensors) {
        if (tensors.isEmpty()) {
            return "";
        }
        return tensors.stream().allMatch(name -> CLASS_BRANCH.matcher(name).matches())
                ? "; the class branch starts anew, for the classes of these data"
                : "; fresh are those of " + layers(tensors);
    }

    /** The tensors' layers, each once: model.22.cv3.0.2.weight and .bias are of model.22.cv3.0.2. */
    private static String layers(List<String> tensors) {
        List<String> layers = tensors.stream()
                .map(name -> name.substring(0, name.lastIndexOf('.')))
                .distinct()
                .toList();
        String shown = String.join(", ", layers.subList(0, Math.min(MOST_LAYERS, layers.size())));
        return layers.size() > MOST_LAYERS ? shown + " and " + (layers.size() - MOST_LAYERS) + " more layers" : shown;
    }

    @Override
    public void started(TrainingPlan started) {
        plan = started;
        began = System.nanoTime();
        epochBegan = began;
        lastLine = began;
        out.printf(
                Locale.ROOT,
                "%d pictures to learn from, %d held out; %.2f million parameters; %d epochs of %d batches, %d steps%n",
                started.trainPictures(),
                started.heldOutPictures(),
                started.parameters() / 1e6,
                started.epochs(),
                started.batchesPerEpoch(),
                started.steps());
        if (started.tooShort() && started.firstEpoch() == 0) {
            out.println("so few steps learn more with another recipe: --hyp trainer/recipes/"
                    + (fineTuning ? "finetune.yaml" : "short.yaml"));
        }
        if (started.tooShortForMuon() && started.firstEpoch() == 0) {
            out.printf(
                    "muon finds little in %d steps of the optimiser: more epochs, or --optimizer sgd%n",
                    started.steps());
        }
        if (started.firstEpoch() > 0) {
            out.println("going on after epoch " + started.firstEpoch());
        }
        out.flush();
        notice.started(started);
    }

    @Override
    public void stepped(StepReport step) {
        picturesInEpoch += step.pictures();
        int batches = step.batch() + 1;
        double rate = picturesInEpoch / seconds(epochBegan);
        // Speed and time first: a narrow terminal cuts off the end.
        String text = String.format(
                Locale.ROOT,
                "%.1f img/s  %s left  box %.3f  cls %.3f  dfl %.3f  %d objects  %d px",
                rate,
                left(step),
                step.losses()[0],
                step.losses()[1],
                step.losses()[2],
                step.instances(),
                step.size());
        if (terminal) {
            if (bar == null) {
                bar = bar(step.epoch());
            }
            bar.setExtraMessage(text);
            bar.stepTo(batches);
        } else if (seconds(lastLine) >= SECONDS_BETWEEN_LINES || batches == plan.batchesPerEpoch()) {
            lastLine = System.nanoTime();
            out.printf(
                    "epoch %d/%d  %d/%d  %s%n", step.epoch() + 1, plan.epochs(), batches, plan.batchesPerEpoch(), text);
            out.flush();
        }
        notice.betweenSteps();
    }

    @Override
    public void epochDone(EpochSummary epoch) {
        close();
        if (epoch.skipped() > 0) {
            out.printf(
                    "epoch %d/%d  left out %d steps that overflowed float16%n",
                    epoch.epoch() + 1, plan.epochs(), epoch.skipped());
        }
        Metrics metrics = epoch.metrics();
        if (metrics != null) {
            out.printf(
                    Locale.ROOT,
                    "epoch %d/%d  held out: precision %.3f  recall %.3f  AP50 %.3f  AP %.3f%s%n",
                    epoch.epoch() + 1,
                    plan.epochs(),
                    metrics.precision(),
                    metrics.recall(),
                    metrics.ap50(),
                    metrics.ap(),
                    epoch.best() ? "  (best so far)" : "");
            out.flush();
        }
        epochBegan = System.nanoTime();
        picturesInEpoch = 0;
        notice.betweenSteps();
    }

    /** Takes the bar off the terminal. */
    @Override
    public void close() {
        if (bar != null) {
            bar.close();
            bar = null;
        }
    }

    private ProgressBar bar(int epoch) {
        return new ProgressBarBuilder()
                .setTaskName("epoch " + (epoch + 1) + "/" + plan.epochs())
                .setInitialMax(plan.batchesPerEpoch())
                .setStyle(ProgressBarStyle.COLORFUL_UNICODE_BLOCK)
                .setUpdateIntervalMillis(250)
                .hideEta()
                .build();
    }

    private String left(StepReport step) {
        long done = (long) (step.epoch() - plan.firstEpoch()) * plan.batchesPerEpoch() + step.batch() + 1;
        long all = (long) (plan.epochs() - plan.firstEpoch()) * plan.batchesPerEpoch();
        Duration left = Duration.ofSeconds(Math.round(seconds(began) / done * (all - done)));
        return left.toHours() > 0
                ? String.format(Locale.ROOT, "%dh%02dm", left.toHours(), left.toMinutesPart())
                : String.format(Locale.ROOT, "%dm%02ds", left.toMinutesPart(), left.toSecondsPart());
    }

    private static double seconds(long since) {
        return (System.nanoTime() - since) / 1e9;
    }
}
