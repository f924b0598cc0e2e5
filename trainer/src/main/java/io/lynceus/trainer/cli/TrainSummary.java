package io.lynceus.trainer.cli;

import io.lynceus.trainer.config.TrainSettings;
import io.lynceus.trainer.data.DataFile;
import io.lynceus.trainer.evaluation.ClassMetrics;
import io.lynceus.trainer.evaluation.EvaluationListener;
import io.lynceus.trainer.evaluation.LibTorchPredictor;
import io.lynceus.trainer.evaluation.Metrics;
import io.lynceus.trainer.evaluation.Predictor;
import io.lynceus.trainer.model.LibTorch;
import io.lynceus.trainer.model.StoredNetwork;
import io.lynceus.trainer.report.TrainingReport;
import io.lynceus.trainer.training.TrainingOutcome;
import io.lynceus.vision.model.InputSize;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Locale;
import org.bytedeco.pytorch.Device;

/** The end of a run: the best epoch measured once more, the plots, and what to do next. */
final class TrainSummary {
    private TrainSummary() {}

    static void print(PrintWriter out, TrainSettings settings, DataFile data, Path runDir, TrainingOutcome outcome) {
        if (outcome.epochs() < settings.epochs()) {
            out.printf(
                    "%nended after epoch %d: none of the last %d was better%n", outcome.epochs(), settings.patience());
        }
        Metrics metrics = report(settings, data, runDir, outcome.best());
        out.printf(
                Locale.ROOT,
                "%nbest epoch %d of %d: AP50 %.3f  AP %.3f on %d held-out pictures%n",
                outcome.bestEpoch(),
                settings.epochs(),
                metrics.ap50(),
                metrics.ap(),
                metrics.pictures());
        for (ClassMetrics one : metrics.classes()) {
            out.printf(
                    Locale.ROOT,
                    "  %-16s %6d objects  AP50 %.3f  AP %.3f%n",
                    one.name(),
                    one.instances(),
                    one.ap50(),
                    one.ap());
        }
        WeakClasses.of(metrics).forEach(out::println);
        String best = outcome.best().toString();
        out.println("plots and numbers are in " + runDir);
        out.println("next:");
        out.println("  ./lynceus validate --model " + best + " --data " + settings.data());
        out.println("  ./lynceus export --weights " + best + " --output model.onnx");
        out.println("  ./lynceus detect VIDEO --model model.onnx --video out.mp4");
        out.flush();
    }

    private static Metrics report(TrainSettings settings, DataFile data, Path runDir, Path best) {
        try (Device device = LibTorch.device(settings.device(), 0);
                StoredNetwork stored = StoredNetwork.open(best, device);
                Predictor predictor = new LibTorchPredictor(
                        stored.network()::predict,
                        stored.network().architecture().headKind(),
                        data.names(),
                        new InputSize(settings.imgsz(), settings.imgsz()))) {
            return TrainingReport.write(
                    runDir, predictor, data.val(settings.imgsz()), settings.batch(), EvaluationListener.NONE);
        }
    }
}
