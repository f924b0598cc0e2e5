package io.lynceus.trainer.cli;

import io.lynceus.trainer.data.DataFile;
import io.lynceus.trainer.data.Dataset;
import io.lynceus.trainer.data.Sample;
import io.lynceus.trainer.data.Split;
import io.lynceus.trainer.evaluation.CocoMetrics;
import io.lynceus.trainer.evaluation.CocoScorer;
import io.lynceus.trainer.evaluation.EvaluationListener;
import io.lynceus.trainer.evaluation.Evaluator;
import io.lynceus.trainer.evaluation.Metrics;
import io.lynceus.trainer.evaluation.Predictor;
import io.lynceus.trainer.model.HeadKind;
import io.lynceus.trainer.report.EvaluationReport;
import io.lynceus.trainer.report.PredictionsFile;
import io.lynceus.vision.UserError;
import io.lynceus.vision.model.InputSize;
import io.lynceus.vision.pixels.Letterbox;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Measures a model on labelled pictures. */
@Command(
        name = "validate",
        description =
                "Measures a model on labelled pictures: precision, recall, AP50 and AP (IoU 0.50 to 0.95) per class.",
        mixinStandardHelpOptions = true,
        sortOptions = false)
final class ValidateCommand implements Callable<Integer> {
    private static final int SIZE_WHERE_NOTHING_SAYS = 640;

    @Spec
    private @Nullable CommandSpec spec;

    @Option(
            names = "--model",
            required = true,
            paramLabel = "NAME|FILE",
            description =
                    "An ONNX file, a checkpoint (.safetensors, .pt, .ckpt), or a name of './lynceus weights list'.")
    private Path model = Path.of("");

    @Option(
            names = "--data",
            required = true,
            paramLabel = "FILE",
            description = "The data file (YAML), such as trainer/data/vtest.yaml.")
    private Path data = Path.of("");

    @Option(names = "--split", description = "Which part of it: ${COMPLETION-CANDIDATES}. Default: ${DEFAULT-VALUE}.")
    private Split split = Split.VAL;

    @Option(
            names = "--batch",
            paramLabel = "N",
            description = "Pictures per run of the model. Default: ${DEFAULT-VALUE}.")
    private int batch = 8;

    @Option(
            names = "--imgsz",
            arity = "1..2",
            paramLabel = "PIXELS",
            description = "One number: the pictures' long side, the short one follows in steps of 32. Two: exactly this"
                    + " height and width. Default: what the model was trained for, or else 640.")
    private int @Nullable [] imgsz;

    @Option(
            names = "--output",
            paramLabel = "DIR",
            description =
                    "Write metrics.json, predictions.json (COCO's results form), PR and F1 curves, the confusion matrix"
                            + " and a page of predictions beside labels there. Default: nothing is written.")
    private @Nullable Path output;

    @Option(
            names = "--coco",
            description = "Print COCO's twelve numbers too, and write them into metrics.json; crowds and areas count"
                    + " where the data are COCO annotations."
                    + " Default: ${DEFAULT-VALUE}.")
    private boolean coco;

    @Mixin
    private DeviceOption device = new DeviceOption();

    @Mixin
    private EngineOption engine = new EngineOption();

    @Override
    public Integer call() {
        InputSize exactly = ImageSize.exactly(imgsz);
        PrintWriter out = Objects.requireNonNull(spec).commandLine().getOut();
        Evaluator evaluator = new Evaluator(batch, exactly);
        DataFile dataFile = DataFile.read(data);
        StringBuilder chosen = new StringBuilder();
        try (Predictor predictor = Predictor.open(
                ModelArgument.model(model), batch, device::name, engine.engines(chosen::append), engine.convention())) {
            Dataset dataset = open(dataFile, predictor, exactly);
            EvaluationReport report = new EvaluationReport(dataset.classNames());
            CocoScorer scorer = new CocoScorer(dataset);
            Metrics metrics;
            try (PictureProgress progress = new PictureProgress("validate", dataset.size());
                    PredictionsFile predictions = output == null ? null : new PredictionsFile(output, dataset.coco())) {
                EvaluationListener listener = (done, total, sample, labels, found) -> progress.done(done);
                if (predictions != null) {
                    listener = listener.and(report).and(predictions);
                }
                metrics = evaluator.evaluate(predictor, dataset, coco ? listener.and(scorer) : listener);
            }
            out.println(model + " on " + dataFile.description(split));
            if (predictor.head() == HeadKind.ONE_TO_ONE) {
                out.println("the one-to-one head: a box for each object, nothing suppressed");
            }
            if (!chosen.isEmpty()) {
                out.println(chosen);
            }
            MetricsTable.print(metrics, out);
            CocoMetrics twelve = coco ? scorer.result() : null;
            if (twelve != null) {
                MetricsTable.print(twelve, out);
            }
            if (output != null) {
                report.write(output, metrics, twelve);
                out.println("Report in " + output);
            }
        }
        return 0;
    }

    private Dataset open(DataFile dataFile, Predictor predictor, @Nullable InputSize exactly) {
        InputSize size = exactly != null ? exactly : predictor.fixedSize();
        Dataset dataset = dataFile.open(split, size != null ? longSide(size) : longSide(predictor));
        if (dataset.size() == 0) {
            throw new UserError(data + ": no pictures in " + split);
        }
        if (size == null || size.height() == size.width()) {
            return dataset;
        }
        // An oblong input may take pictures at less than its long side: the first picture decides.
        Sample first = dataset.load(0);
        Letterbox letterbox = Letterbox.of(first.originalWidth(), first.originalHeight(), size.width(), size.height());
        int wanted = Math.max(letterbox.innerWidth(), letterbox.innerHeight());
        return wanted == longSide(size) ? dataset : dataFile.open(split, wanted);
    }

    private int longSide(Predictor predictor) {
        InputSize trained = predictor.trainedSize();
        if (imgsz != null) {
            return imgsz[0];
        }
        return trained == null ? SIZE_WHERE_NOTHING_SAYS : longSide(trained);
    }

    private static int longSide(InputSize size) {
        return Math.max(size.height(), size.width());
    }
}
