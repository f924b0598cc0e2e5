package io.lynceus.trainer.cli;

import io.lynceus.trainer.config.Curve;
import io.lynceus.trainer.config.Hyperparameters;
import io.lynceus.trainer.config.HyperparametersFile;
import io.lynceus.trainer.config.TrainPeers;
import io.lynceus.trainer.config.TrainSettings;
import io.lynceus.trainer.config.TrainSettingsFile;
import io.lynceus.trainer.data.DataFile;
import io.lynceus.trainer.model.Architecture;
import io.lynceus.trainer.model.HeadKind;
import io.lynceus.trainer.training.RunModel;
import io.lynceus.trainer.training.Training;
import io.lynceus.trainer.training.TrainingOutcome;
import io.lynceus.vision.Reason;
import io.lynceus.vision.UserError;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Trains a model, or goes on with a run that was stopped. */
@Command(
        name = "train",
        description =
                "Trains a YOLOv9 or GELAN model on your data. A run that was stopped, however it was, goes on with"
                        + " --resume from the start of its epoch.",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        showDefaultValues = true)
final class TrainCommand implements Callable<Integer> {
    /** What does not belong to the run but to this machine or this time. */
    private static final Set<String> WITH_RESUME = Set.of(
            "--resume",
            "--device",
            "--precision",
            "--threads",
            "--workers",
            "--cache",
            "--processes",
            "--rank",
            "--master",
            "--bind");

    @Option(
            names = "--data",
            paramLabel = "FILE",
            description = "Data file (YAML): pictures, labels, names of the classes.")
    private @Nullable Path data;

    @Option(
            names = "--model",
            paramLabel = "NAME",
            description = "Architecture, './lynceus models' lists them; or a model file, which may choose the block"
                    + " inside the stages and the auxiliary gradients.")
    private String model = "yolov9-t";

    @Option(
            names = "--head",
            paramLabel = "KIND",
            description = "one-to-one: train a second head beside the usual one that gives each object one box, so that"
                    + " nothing is to be suppressed, and export that one. Default: as the model says, one-to-many.")
    private @Nullable HeadKind head;

    @Option(
            names = "--weights",
            paramLabel = "NAME|FILE",
            description = "What to start from: published weights by name ('./lynceus weights list'), or a checkpoint"
                    + " (.safetensors, .pt, .ckpt). Without --model, their architecture is trained. Default: from"
                    + " scratch.")
    private @Nullable Path weights;

    @Option(
            names = "--freeze",
            paramLabel = "N",
            description =
                    "With --weights: the first N layers stay as they are, which is faster and keeps what they know"
                            + " when pictures are few; 10 is the backbone of most models.")
    private int freeze;

    @Option(names = "--imgsz", paramLabel = "PIXELS", description = "Side of the training pictures, a multiple of 32.")
    private int imgsz = 640;

    @Option(names = "--batch", paramLabel = "N", description = "Pictures in a batch; less needs less memory.")
    private int batch = 16;

    @Option(names = "--epochs", paramLabel = "N", description = "Passes over the pictures.")
    private int epochs = 500;

    @Option(names = "--close-mosaic", paramLabel = "N", description = "Epochs at the end without mosaic.")
    private int closeMosaic = 15;

    @Option(names = "--val-interval", paramLabel = "N", description = "Epochs between validations.")
    private int valInterval = 1;

    @Option(
            names = "--patience",
            paramLabel = "N",
            description = "Epochs without a better one after which the run ends early; 0: never.")
    private int patience = 100;

    @Option(
            names = "--schedule",
            paramLabel = "CURVE",
            description = "How the learning rate falls after the warm-up: ${COMPLETION-CANDIDATES}.")
    private Curve schedule = Curve.LINEAR;

    @Mixin
    private OptimizerOption optimizer = new OptimizerOption();

    @Option(names = "--hyp", paramLabel = "FILE", description = "Recipe (YAML) with what differs from YOLOv9's own.")
    private @Nullable Path recipe;

    @Option(
            names = "--seed",
            paramLabel = "N",
            description = "On a CPU, same seed, same threads, same machine: same weights.")
    private long seed;

    @Option(names = "--output", paramLabel = "DIR", description = "The run's folder. Default: runs/MODEL.")
    private @Nullable Path output;

    @Option(
            names = "--resume",
            paramLabel = "DIR",
            description =
                    "Go on with the run in this folder, with its settings; device, precision, threads and processes"
                            + " may be others.")
    private @Nullable Path resume;

    @Mixin
    private CacheOption cache = new CacheOption();

    @Mixin
    private MachineOption machine = new MachineOption();

    @Mixin
    private PeersOption together = new PeersOption();

    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public Integer call() {
        if (resume != null) {
            checkResume();
        }
        if (weights != null && resume == null) {
            weights = ModelArgument.checkpoint(weights);
            model = ModelArgument.architecture(Objects.requireNonNull(spec), model, weights);
        }
        TrainPeers peers = together.peers();
        Architecture architecture = resume != null ? null : architecture(peers);
        Path runDir = architecture == null
                ? Objects.requireNonNull(resume)
                : output != null ? output : Path.of("runs", architecture.name());
        boolean first = peers.rank() == 0;
        TrainSettings settings = resume != null ? machine.over(TrainSettingsFile.read(resume)) : fresh(runDir, first);
        DataFile dataFile = cache.read(Path.of(settings.data()));
        if (architecture != null && first) {
            create(runDir);
            RunModel.write(architecture, runDir);
            TrainSettingsFile.write(settings, runDir);
        }
        PrintWriter out = Objects.requireNonNull(spec).commandLine().getOut();
        StopNotice notice = new StopNotice("; go on with: ./lynceus train --resume " + runDir);
        try (TrainProgress progress = new TrainProgress(out, System.console() != null, notice, runDir)) {
            out.println(settings.model() + " on " + settings.data()
                    + (first ? " into " + runDir : ", process " + peers.rank() + " of " + peers.count()) + ", "
                    + settings.precision() + " on " + settings.device());
            out.flush();
            TrainingOutcome outcome = Training.run(settings, peers, dataFile, runDir, first ? progress : notice);
            progress.close();
            if (first) {
                TrainSummary.print(out, settings, dataFile, runDir, outcome);
            }
        } catch (UserError e) {
            if (architecture != null && first && !Files.exists(runDir.resolve("last.safetensors"))) {
                abandon(runDir);
            }
            throw e;
        } finally {
            notice.cancel();
        }
        return 0;
    }

    private Architecture architecture(TrainPeers peers) {
        Architecture plain = Architecture.of(model);
        Architecture chosen = head == null ? plain : plain.with(head);
        if (chosen.isPublished()) {
            model = chosen.name();
        } else if (chosen.headKind() != plain.headKind() && peers.count() > 1) {
            throw new UserError("--head beside a model file and --processes: write 'head: " + head + "' into the file");
        }
        return chosen;
    }

    private TrainSettings fresh(Path runDir, boolean first) {
        if (data == null) {
            throw new UserError("--data is missing: name a data file, or --resume a run");
        }
        if (first && Files.exists(runDir.resolve("config.json"))) {
            throw new UserError(runDir + " already holds a run: --resume " + runDir + ", or choose another --output");
        }
        return new TrainSettings(
                model,
                data.toAbsolutePath().normalize().toString(),
                weights == null ? null : weights.toAbsolutePath().normalize().toString(),
                freeze,
                imgsz,
                batch,
                epochs,
                closeMosaic,
                valInterval,
                patience,
                seed,
                machine.threads(),
                machine.workers(),
                machine.device(),
                schedule,
                optimizer.with(recipe),
                machine.precision(),
                recipe == null ? Hyperparameters.DEFAULT : HyperparametersFile.read(recipe));
    }

    /** What was refused before it began is no run to be in the way of the next. */
    private static void abandon(Path runDir) {
        try {
            Files.deleteIfExists(runDir.resolve("config.json"));
        } catch (IOException e) {
            throw new UserError(runDir + ": " + Reason.of(e), e);
        }
    }

    private static void create(Path runDir) {
        try {
            Files.createDirectories(runDir);
        } catch (IOException e) {
            throw new UserError(runDir + ": cannot be created: " + Reason.of(e), e);
        }
    }

    private void checkResume() {
        List<String> others = Objects.requireNonNull(spec).commandLine().getParseResult().matchedOptions().stream()
                .map(OptionSpec::longestName)
                .filter(name -> !WITH_RESUME.contains(name))
                .toList();
        if (!others.isEmpty()) {
            throw new UserError("--resume goes on with the run's own settings: leave out " + String.join(", ", others));
        }
    }
}
