package io.lynceus.trainer.cli;

import io.lynceus.trainer.config.Curve;
import io.lynceus.trainer.config.Hyperparameters;
import io.lynceus.trainer.config.HyperparametersFile;
import io.lynceus.trainer.config.TrainSettings;
import io.lynceus.trainer.data.DataFile;
import io.lynceus.trainer.model.Architecture;
import io.lynceus.trainer.model.ModelSize;
import io.lynceus.trainer.report.AblationReport;
import io.lynceus.trainer.report.AblationRow;
import io.lynceus.trainer.training.AblationRun;
import io.lynceus.vision.UserError;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Visibility;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code lynceus ablation}. */
@Command(
        name = "ablation",
        description = {
            "Train variants of a model on one data set with the same budget, one after the other, and compare them.",
            "The same command again goes on where it was stopped; variants that are done are only read."
        },
        mixinStandardHelpOptions = true,
        sortOptions = false,
        showDefaultValues = true)
final class AblationCommand implements Callable<Integer> {
    @Option(names = "--data", required = true, paramLabel = "FILE", description = "Data file (YAML), as for train.")
    private Path data;

    @Option(names = "--model", paramLabel = "NAME", description = "Architecture or model file that is varied.")
    private String model = "yolov9-t";

    @Option(
            names = "--vary",
            required = true,
            paramLabel = "KEY",
            description =
                    "pgi: where auxiliary gradients come from; block: what stands inside the stages; head: one-to-many"
                            + " or one-to-one; optimizer; hyp: recipe files; weights: what to start from;"
                            + " freeze: layers that stay; or a key of the recipe, such as lr0.")
    private String vary;

    @Option(
            names = "--values",
            split = ",",
            paramLabel = "VALUE",
            description = "The variants, such as --values none,reversible; none is also weights from scratch and the"
                    + " published recipe. Default for pgi, block and head: all there are.")
    private @Nullable List<String> values;

    @Option(
            names = "--epochs",
            required = true,
            showDefaultValue = Visibility.NEVER,
            paramLabel = "N",
            description = "Passes over the pictures, each variant.")
    private int epochs;

    @Option(
            names = "--close-mosaic",
            paramLabel = "N",
            description = "Epochs at the end without mosaic. Default: a quarter of them, at most 15.")
    private @Nullable Integer closeMosaic;

    @Option(names = "--imgsz", paramLabel = "PIXELS", description = "Side of the training pictures, a multiple of 32.")
    private int imgsz = 640;

    @Option(names = "--batch", paramLabel = "N", description = "Pictures in a batch; less needs less memory.")
    private int batch = 16;

    @Option(names = "--schedule", paramLabel = "CURVE", description = "As for train.")
    private Curve schedule = Curve.LINEAR;

    @Mixin
    private OptimizerOption optimizer = new OptimizerOption();

    @Option(names = "--hyp", paramLabel = "FILE", description = "Recipe (YAML) with what differs from YOLOv9's own.")
    private @Nullable Path recipe;

    @Option(
            names = "--weights",
            paramLabel = "NAME|FILE",
            description = "As for train; without --model, their architecture is varied. Default: from scratch.")
    private @Nullable Path weights;

    @Option(names = "--freeze", paramLabel = "N", description = "As for train.")
    private int freeze;

    @Option(names = "--seed", paramLabel = "N", description = "Of weights, order and augmentation; the first one.")
    private long seed;

    @Option(
            names = "--seeds",
            paramLabel = "N",
            description = "Train each variant so many times, with seeds from the first one on. One is one sample.")
    private int seeds = 1;

    @Option(
            names = "--output",
            paramLabel = "DIR",
            description = "Folder of the table, and of a run per variant. Default: runs/ablation-KEY.")
    private @Nullable Path output;

    @Mixin
    private CacheOption cache = new CacheOption();

    @Mixin
    private MachineOption machine = new MachineOption();

    @Spec
    private CommandSpec spec;

    @SuppressWarnings("NullAway.Init") // picocli fills the fields
    AblationCommand() {}

    @Override
    public Integer call() {
        if (seeds < 1) {
            throw new UserError("--seeds " + seeds + ": must be at least 1");
        }
        Path folder = output != null ? output : Path.of("runs", "ablation-" + vary);
        List<PlannedRun> runs = runs(folder);
        runs.forEach(planned -> planned.run().check());
        DataFile dataFile = cache.read(data);
        String title = String.format(
                "%s: %s on %s, %d px, batch %d, %d epochs, %s",
                vary, model, data, imgsz, batch, epochs, seeds == 1 ? "seed " + seed : seeds + " seeds from " + seed);
        PrintWriter out = spec.commandLine().getOut();
        out.println(title);
        StopNotice notice = new StopNotice("; go on with: the same command again");
        List<AblationRow> rows = new ArrayList<>();
        try {
            for (PlannedRun planned : runs) {
                out.printf("%n%s, %d of %d%s%n", planned.name(vary), rows.size() + 1, runs.size(), done(planned.run()));
                rows.add(row(planned, dataFile, out, notice));
                AblationReport.write(folder, title, vary, rows);
            }
        } finally {
            notice.cancel();
        }
        out.printf("%n%s%n", AblationReport.table(vary, rows));
        out.printf(
                "Parameters while training and exported; GFLOPs exported, one picture of %dx%d; AP on the held-out "
                        + "pictures, each run's best epoch%s.%nablation.md, .csv and .png are in %s%n",
                imgsz, imgsz, seeds == 1 ? "" : ": the mean of the seeds, the lowest and the highest", folder);
        return 0;
    }

    private static String done(AblationRun run) {
        return run.isDone() ? ": done before" : "";
    }

    private AblationRow row(PlannedRun planned, DataFile dataFile, PrintWriter out, StopNotice notice) {
        AblationRun run = planned.run();
        try (TrainProgress progress = new TrainProgress(out, System.console() != null, notice, null)) {
            AblationRun.Result result = run.run(dataFile, progress);
            ModelSize size = ModelSize.of(run.architecture(), dataFile.names().size(), imgsz, imgsz);
            return new AblationRow(
                    planned.variant(),
                    planned.seed(),
                    size,
                    result.ap50(),
                    result.ap(),
                    result.bestEpoch(),
                    result.time(),
                    run.folder());
        }
    }

    /** All variants with the first seed, then all with the next: what is stopped early can be compared. */
    private List<PlannedRun> runs(Path folder) {
        Variation variation = new Variation(vary);
        Path start = weights == null ? null : ModelArgument.checkpoint(weights);
        if (start != null) {
            model = ModelArgument.architecture(spec, model, start);
        }
        Variation.Variant base = new Variation.Variant(
                Architecture.of(model),
                optimizer.with(recipe),
                recipe == null ? Hyperparameters.DEFAULT : HyperparametersFile.read(recipe),
                start,
                freeze);
        Map<String, Variation.Variant> variants = new LinkedHashMap<>();
        for (String value : values == null ? variation.choices() : values) {
            Variation.Variant variant = variation.apply(base, value);
            if (variants.put(variation.label(value), vary.equals("hyp") ? optimizer.over(variant) : variant) != null) {
                throw new UserError("--values: two are called " + variation.label(value));
            }
        }
        List<PlannedRun> runs = new ArrayList<>();
        for (long each = seed; each < seed + seeds; each++) {
            for (Map.Entry<String, Variation.Variant> variant : variants.entrySet()) {
                String name = variant.getKey();
                Path runFolder = folder.resolve(seeds == 1 ? name : name + "-seed" + each);
                runs.add(new PlannedRun(
                        name,
                        each,
                        new AblationRun(variant.getValue().model(), settings(variant.getValue(), each), runFolder),
                        seeds > 1));
            }
        }
        return runs;
    }

    private TrainSettings settings(Variation.Variant variant, long ofRun) {
        Path start = variant.weights();
        return new TrainSettings(
                variant.model().name(),
                data.toAbsolutePath().normalize().toString(),
                start == null ? null : start.toAbsolutePath().normalize().toString(),
                variant.freeze(),
                imgsz,
                batch,
                epochs,
                closeMosaic == null ? Math.min(15, epochs / 4) : closeMosaic,
                1,
                0,
                ofRun,
                machine.threads(),
                machine.workers(),
                machine.device(),
                schedule,
                variant.optimizer(),
                machine.precision(),
                variant.recipe());
    }

    /** A run, what it is called, and whether its seed is part of that. */
    private record PlannedRun(String variant, long seed, AblationRun run, boolean oneOfMany) {
        String name(String varied) {
            return varied + " " + variant + (oneOfMany ? ", seed " + seed : "");
        }
    }
}
