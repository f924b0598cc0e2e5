package io.lynceus.trainer.training;

import io.lynceus.trainer.augment.Loader;
import io.lynceus.trainer.augment.Share;
import io.lynceus.trainer.config.Hyperparameters;
import io.lynceus.trainer.config.OptimizerKind;
import io.lynceus.trainer.config.TrainPeers;
import io.lynceus.trainer.config.TrainSettings;
import io.lynceus.trainer.data.Batch;
import io.lynceus.trainer.data.DataFile;
import io.lynceus.trainer.data.Dataset;
import io.lynceus.trainer.evaluation.Evaluator;
import io.lynceus.trainer.evaluation.LibTorchPredictor;
import io.lynceus.trainer.evaluation.Metrics;
import io.lynceus.trainer.evaluation.Predictor;
import io.lynceus.trainer.model.Architecture;
import io.lynceus.trainer.model.LibTorch;
import io.lynceus.trainer.model.Network;
import io.lynceus.trainer.model.ParameterGroup;
import io.lynceus.trainer.model.Weights;
import io.lynceus.trainer.report.ContactSheet;
import io.lynceus.vision.RunError;
import io.lynceus.vision.model.InputSize;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Device;
import org.bytedeco.pytorch.global.torch;
import org.jspecify.annotations.Nullable;

/**
 * A training run, from top to bottom. Recipe and order of things are the official YOLOv9's (train_dual); what differs
 * is said where it does. A run's state at the start of each epoch is on disk, so a run that was killed goes on with the
 * same losses as one that was not.
 */
public final class Training {
    private Training() {}

    /**
     * Trains, or goes on training when {@code runDir} holds a checkpoint. Blocks; computes on this thread, LibTorch's
     * own and the loader's, and frees all native memory before it returns.
     *
     * @param runDir exists; last.safetensors, best.safetensors, results.csv,
     *     TensorBoard events and a picture of the first batch appear in it
     * @throws io.lynceus.vision.UserError when data, weights or checkpoint do not fit the settings
     * @throws RunError when losses stop being numbers, steps overflow
     *     float16 again and again, or a file cannot be written
     */
    public static TrainingOutcome run(TrainSettings settings, DataFile data, Path runDir, TrainingListener listener) {
        return run(settings, TrainPeers.ALONE, data, runDir, listener);
    }

    /**
     * One of several processes that train one network together, each on its share of every batch. The gradients are
     * those of the whole batch, but for the norms, which have the statistics of each share (there is no synchronised
     * batch norm); their running ones are averaged. All must be given the same settings; what they start from, and what
     * is written, is the first one's.
     *
     * @param runDir as for the other; the processes other than the first only look for the model's description in it
     */
    public static TrainingOutcome run(
            TrainSettings settings, TrainPeers together, DataFile data, Path runDir, TrainingListener listener) {
        Architecture architecture = RunModel.of(settings.model(), runDir);
        int classes = data.names().size();
        Dataset pictures = data.train(settings.imgsz());
        Feasible.check(settings, architecture, pictures.size(), together);
        Dataset heldOut = data.val(settings.imgsz());
        listener.data(pictures, heldOut, settings.imgsz());
        Path last = runDir.resolve("last.safetensors");
        Path best = runDir.resolve("best.safetensors");

        try (FolderLock folder = together.rank() == 0 ? FolderLock.take(runDir) : null;
                PointerScope whole = new PointerScope();
                Device device = LibTorch.device(settings.device(), together.rank());
                Network network = Network.create(architecture, classes, settings.seed(), device);
                Network averaged = Network.create(architecture, classes, settings.seed(), device);
                Peers peers = Peers.join(together, device);
                Loader loader = new Loader(
                        pictures,
                        settings.hyperparameters(),
                        settings.imgsz(),
                        settings.batch(),
                        settings.seed(),
                        settings.workers(),
                        new Share(peers.rank(), peers.count()))) {
            torch.set_num_threads(settings.threads()); // after the first network, which sets a default
            int batches = loader.batchesPerEpoch();
            Schedule schedule = new Schedule(
                    settings.hyperparameters(), settings.schedule(), settings.epochs(), batches, settings.batch());
            network.weights().freeze(settings.freeze());
            averaged.weights().freeze(settings.freeze());
            List<ParameterGroup> groups = network.weights().groups();
            Optimizer optimizer = Optimizer.of(settings, groups, schedule.weightDecay());
            LossScale scale = LossScale.of(settings.precision(), optimizer, groups);
            Checkpoint checkpoint = new Checkpoint(
                    network.weights(),
                    averaged.weights(),
                    optimizer,
                    new LearntFrom(Facts.names(data.names()), pictures.size(), batches));
            Progress progress = Progress.START;
            if (peers.first() && Files.exists(last)) {
                progress = checkpoint.restore(last);
            } else if (peers.first() && settings.weights() != null) {
                Weights weights = network.weights();
                listener.startingFrom(StartingWeights.load(
                        Path.of(settings.weights()), weights, architecture.originals(weights.names())));
                averaged.weights().copyFrom(network.weights());
            }
            checkpoint.spread(peers);
            progress = progress.spread(peers);
            Ema ema = new Ema(averaged.weights(), settings.hyperparameters().emaTau(), progress.updates());
            Learner learner = new Learner(settings, network, optimizer, scale, ema, peers, device);
            Evaluator evaluator = new Evaluator(settings.batch());
            HeldOutLoss heldOutLoss = new HeldOutLoss(averaged, settings.hyperparameters());
            Predictor predictor = new LibTorchPredictor(
                    heldOutLoss::predict,
                    architecture.headKind(),
                    data.names(),
                    new InputSize(settings.imgsz(), settings.imgsz()));
            List<TrainingListener> tables = peers.first()
                    ? List.of(new ResultsCsv(runDir, progress.epochs()), EventFile.create(runDir, Clock.systemUTC()))
                    : List.of();
            listener.started(plan(settings, progress, batches, schedule.steps(), pictures, heldOut, network));

            for (int epoch = progress.epochs();
                    epoch < settings.epochs() && !progress.stale(settings.patience());
                    epoch++) {
                long began = System.nanoTime();
                long lastStep = progress.lastStep();
                MeanLosses losses = new MeanLosses();
                learner.forget(); // what an epoch's end left unused is dropped, as in the official loop
                boolean mosaic = epoch >= settings.hyperparameters().mosaicFrom()
                        && epoch < settings.epochs() - settings.closeMosaic();
                int skipped = 0;
                int inEpoch = 0;
                for (Batch batch : loader.epoch(epoch, mosaic)) {
                    long index = (long) epoch * batches + inEpoch;
                    if (index == 0 && peers.first()) {
                        ContactSheet.write(batch, data.names(), runDir.resolve("train-batch.png"));
                    }
                    LearntBatch learnt = learner.learn(batch, "epoch " + (epoch + 1) + ", batch " + (inEpoch + 1));
                    if (learnt.finite()) {
                        losses.add(learnt.losses());
                    }
                    StepSettings step = schedule.at(index);
                    boolean stepped = index - lastStep >= step.accumulate();
                    double norm = Double.NaN;
                    if (stepped) {
                        norm = learner.step(step);
                        lastStep = index;
                        skipped += Double.isFinite(norm) ? 0 : 1;
                    }
                    listener.stepped(new StepReport(
                            epoch,
                            inEpoch,
                            losses.mean(),
                            batch.targetCount(),
                            batch.size(),
                            batch.width(),
                            norm,
                            stepped && !Double.isFinite(norm)));
                    inEpoch++;
                }

                Metrics metrics = null;
                float @Nullable [] valLosses = null;
                boolean isBest = false;
                int done = epoch + 1;
                progress = new Progress(done, ema.updates(), lastStep, progress.bestFitness(), progress.bestEpoch());
                if (done % settings.valInterval() == 0 || done == settings.epochs()) {
                    double fitness = 0;
                    if (peers.first()) {
                        listener.validating(epoch);
                        metrics = evaluator.evaluate(predictor, heldOut, heldOutLoss);
                        valLosses = heldOutLoss.take();
                        fitness = EpochSummary.fitness(metrics);
                    }
                    fitness = peers.spread(fitness)[0];
                    isBest = fitness > progress.bestFitness();
                    if (isBest) {
                        progress = new Progress(done, ema.updates(), lastStep, fitness, done);
                        if (peers.first()) {
                            checkpoint.write(best, progress, Facts.of(architecture, settings, data, done, metrics));
                        }
                    }
                }
                StepSettings lastSettings = schedule.at((long) done * batches - 1);
                EpochSummary summary = new EpochSummary(
                        epoch,
                        losses.mean(),
                        metrics,
                        valLosses,
                        lastSettings,
                        skipped,
                        isBest,
                        Duration.ofNanos(System.nanoTime() - began));
                if (peers.first()) {
                    tables.forEach(table -> table.epochDone(summary));
                    checkpoint.write(last, progress, Facts.of(architecture, settings, data, done, metrics));
                }
                listener.epochDone(summary);
            }
            return new TrainingOutcome(progress.epochs(), progress.bestEpoch(), progress.bestFitness(), best, last);
        }
    }

    private static TrainingPlan plan(
            TrainSettings settings,
            Progress progress,
            int batches,
            long steps,
            Dataset pictures,
            Dataset heldOut,
            Network network) {
        long parameters = 0;
        for (ParameterGroup group : network.weights().groups()) {
            parameters += group.values().numel();
        }
        return new TrainingPlan(
                progress.epochs(),
                settings.epochs(),
                batches,
                steps,
                settings.hyperparameters().equals(Hyperparameters.DEFAULT)
                        && steps < Hyperparameters.DEFAULT.emaTau() / 2,
                settings.optimizer() == OptimizerKind.MUON && steps < TrainingPlan.MUON_STEPS,
                pictures.size(),
                heldOut.size(),
                parameters);
    }
}
