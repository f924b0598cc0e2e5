package io.lynceus.trainer.cli;

import io.lynceus.trainer.config.Curve;
import io.lynceus.trainer.config.Hyperparameters;
import io.lynceus.trainer.config.HyperparametersFile;
import io.lynceus.trainer.config.OptimizerKind;
import io.lynceus.trainer.config.TrainSettings;
import io.lynceus.trainer.data.DataFile;
import io.lynceus.trainer.model.Architecture;
import io.lynceus.trainer.model.Block;
import io.lynceus.trainer.model.ModelSize;
import io.lynceus.trainer.model.Pgi;
import io.lynceus.trainer.report.AblationReport;
import io.lynceus.trainer.report.AblationRow;
import io.lynceus.trainer.training.AblationRun;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
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
    /** What can be varied. */
    enum Vary {
        PGI,
        BLOCK;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }

        List<String> choices() {
            return (this == PGI ? Stream.of(Pgi.values()) : Stream.of(Block.values()))
                    .map(Object::toString)
                    .toList();
        }

        Architecture apply(Architecture model, String value) {
            return this == PGI ? model.with(Pgi.of(value)) : model.with(Block.of(value));
        }
    }

    @Option(names = "--data", required = true, paramLabel = "FILE", description = "Data file (YAML), as for train.")
    private Path data;

    @Option(names = "--model", paramLabel = "NAME", description = "Architecture or model file that is varied.")
    private String model = "yolov9-t";

    @Option(
            names = "--vary",
            required = true,
            paramLabel = "KEY",
            description = "pgi: where auxiliary gradients come from; block: what stands inside the stages.")
    private Vary vary;

    @Option(
            names = "--values",
            split = ",",
            paramLabel = "VALUE",
            description = "The variants, such as --values none,reversible. Default: all of the key's values.")
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

    @Option(names = "--optimizer", paramLabel = "NAME", description = "As for train.")
    private OptimizerKind optimizer = OptimizerKind.SGD;

    @Option(names = "--hyp", paramLabel = "FILE", description = "Recipe (YAML) with what differs from YOLOv9's own.")
    private @Nullable Path recipe;

    @Option(names = "--seed", paramLabel = "N", description = "Of weights, order and augmentation; one for all.")
    private long seed;

    @Option(
            names = "--output",
            paramLabel = "DIR",
            description = "Folder of the table, and of a run per variant. Default: runs/ablation-KEY.")
    private @Nullable Path output;

    @Mixin
    private MachineOption machine = new MachineOption();

    @Spec
    private CommandSpec spec;

    @SuppressWarnings("NullAway.Init") // picocli fills the fields
    AblationCommand() {}

    @Override
    public Integer call() {
        Path folder = output != null ? output : Path.of("runs", "ablation-" + vary);
        Map<String, AblationRun> runs = runs(folder);
        runs.values().forEach(AblationRun::check);
        DataFile dataFile = DataFile.read(data);
        String title = String.format(
                "%s: %s on %s, %d px, batch %d, %d epochs, seed %d", vary, model, data, imgsz, batch, epochs, seed);
        PrintWriter out = spec.commandLine().getOut();
        out.println(title);
        StopNotice notice = new StopNotice("; go on with: the same command again");
        List<AblationRow> rows = new ArrayList<>();
        try {
            runs.forEach((value, run) -> {
                out.printf("%n%s %s, %d of %d%s%n", vary, value, rows.size() + 1, runs.size(), done(run));
                rows.add(row(value, run, dataFile, out, notice));
                AblationReport.write(folder, title, vary.toString(), rows);
            });
        } finally {
            notice.cancel();
        }
        out.printf("%n%s%n", AblationReport.table(vary.toString(), rows));
        out.printf(
                "Parameters while training and exported; GFLOPs exported, one picture of %dx%d; AP on the held-out "
                        + "pictures, each variant's best epoch.%nablation.md, .csv and .png are in %s%n",
                imgsz, imgsz, folder);
        return 0;
    }

    private static String done(AblationRun run) {
        return run.isDone() ? ": done before" : "";
    }

    private AblationRow row(String value, AblationRun run, DataFile dataFile, PrintWriter out, StopNotice notice) {
        try (TrainProgress progress = new TrainProgress(out, System.console() != null, notice, null)) {
            AblationRun.Result result = run.run(dataFile, progress);
            ModelSize size = ModelSize.of(run.architecture(), dataFile.names().size(), imgsz, imgsz);
            return new AblationRow(
                    value, size, result.ap50(), result.ap(), result.bestEpoch(), result.time(), run.folder());
        }
    }

    private Map<String, AblationRun> runs(Path folder) {
        Architecture base = Architecture.of(model);
        Hyperparameters hyperparameters = recipe == null ? Hyperparameters.DEFAULT : HyperparametersFile.read(recipe);
        Map<String, AblationRun> runs = new LinkedHashMap<>();
        for (String value : values == null ? vary.choices() : values) {
            Architecture variant = vary.apply(base, value);
            TrainSettings settings = new TrainSettings(
                    variant.name(),
                    data.toAbsolutePath().normalize().toString(),
                    null,
                    0,
                    imgsz,
                    batch,
                    epochs,
                    closeMosaic == null ? Math.min(15, epochs / 4) : closeMosaic,
                    1,
                    0,
                    seed,
                    machine.threads(),
                    machine.workers(),
                    machine.device(),
                    schedule,
                    optimizer,
                    machine.precision(),
                    hyperparameters);
            runs.put(value, new AblationRun(variant, settings, folder.resolve(value)));
        }
        return runs;
    }
}
