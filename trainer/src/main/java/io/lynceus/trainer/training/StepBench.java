package io.lynceus.trainer.training;

import io.lynceus.trainer.augment.Loader;
import io.lynceus.trainer.config.TrainPeers;
import io.lynceus.trainer.config.TrainSettings;
import io.lynceus.trainer.data.Batch;
import io.lynceus.trainer.data.DataFile;
import io.lynceus.trainer.model.Architecture;
import io.lynceus.trainer.model.LibTorch;
import io.lynceus.trainer.model.Network;
import io.lynceus.trainer.model.ParameterGroup;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import java.util.function.IntFunction;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Device;
import org.bytedeco.pytorch.global.torch;
import org.jspecify.annotations.Nullable;

/**
 * Where the time of training steps goes: the steps of {@link Training},
 * each with a step of the optimiser, timed part by part.
 */
public final class StepBench {
    private static final int CLASSES = 80;
    private static final int OBJECTS = 8;

    private StepBench() {}

    /**
     * One step.
     *
     * @param waiting seconds for the batch
     * @param forward seconds in the network
     * @param loss seconds in assigner and losses
     * @param backward seconds for the gradients
     * @param update seconds in clipping, optimiser and average
     * @param total the loss, to see that the steps learn the same on every machine and version
     */
    public record Step(double waiting, double forward, double loss, double backward, double update, double total) {
        private static Step of(long began, LearntBatch learnt, long ended, int pictures) {
            double items = 0;
            for (float loss : learnt.losses()) {
                items += loss;
            }
            return new Step(
                    between(began, learnt.began()),
                    between(learnt.began(), learnt.forwarded()),
                    between(learnt.forwarded(), learnt.compared()),
                    between(learnt.compared(), learnt.derived()),
                    between(learnt.derived(), ended),
                    items * pictures);
        }

        private static double between(long from, long to) {
            return (to - from) / 1e9;
        }

        /** Seconds of the whole step. */
        public double seconds() {
            return waiting + forward + loss + backward + update;
        }
    }

    /**
     * Trains on this thread and frees all native memory before it returns.
     *
     * @param settings model, batch, size, threads and recipe
     * @param data to learn from; null for one batch of noise with boxes, which costs no time
     * @param steps to run
     * @param done told of each step
     */
    public static void run(TrainSettings settings, @Nullable DataFile data, int steps, Consumer<Step> done) {
        int classes = data == null ? CLASSES : data.names().size();
        Architecture architecture = Architecture.of(settings.model());
        Feasible.checkBatch(settings, settings.batch(), 1);
        try (PointerScope whole = new PointerScope();
                Device device = LibTorch.device(settings.device(), 0);
                Network network = Network.create(architecture, classes, settings.seed(), device);
                Network averaged = Network.create(architecture, classes, settings.seed(), device);
                Peers peers = Peers.join(TrainPeers.ALONE, device);
                Loader loader = data == null
                        ? null
                        : new Loader(
                                data.train(settings.imgsz()),
                                settings.hyperparameters(),
                                settings.imgsz(),
                                settings.batch(),
                                settings.seed(),
                                settings.workers())) {
            IntFunction<Iterator<Batch>> epochs = loader == null
                    ? epoch -> Collections.nCopies(steps, noise(settings)).iterator()
                    : epoch -> loader.epoch(epoch, true).iterator();
            torch.set_num_threads(settings.threads());
            Schedule schedule = new Schedule(settings.hyperparameters(), 1, steps, settings.batch());
            List<ParameterGroup> groups = network.weights().groups();
            Optimizer optimizer = Optimizer.of(settings, groups, schedule.weightDecay());
            LossScale scale = LossScale.of(settings.precision(), optimizer, groups);
            Ema ema = new Ema(averaged.weights(), settings.hyperparameters().emaTau(), 0);
            Learner learner = new Learner(settings, network, optimizer, scale, ema, peers, device);
            learner.forget();
            Iterator<Batch> batches = epochs.apply(0);
            int epoch = 1;
            for (int step = 0; step < steps; step++) {
                long began = System.nanoTime();
                if (!batches.hasNext()) {
                    batches = epochs.apply(epoch++);
                }
                Batch batch = batches.next();
                LearntBatch learnt = learner.learn(batch, "step " + (step + 1));
                learner.step(schedule.at(step));
                done.accept(Step.of(began, learnt, System.nanoTime(), batch.size()));
            }
        }
    }

    private static Batch noise(TrainSettings settings) {
        SplittableRandom random = new SplittableRandom(settings.seed());
        int side = settings.imgsz();
        byte[] images = new byte[settings.batch() * 3 * side * side];
        random.nextBytes(images);
        float[] targets = new float[settings.batch() * OBJECTS * 6];
        for (int row = 0; row < settings.batch() * OBJECTS; row++) {
            targets[row * 6] = row / OBJECTS;
            targets[row * 6 + 1] = random.nextInt(CLASSES);
            targets[row * 6 + 2] = (float) random.nextDouble(0.2, 0.8);
            targets[row * 6 + 3] = (float) random.nextDouble(0.2, 0.8);
            targets[row * 6 + 4] = (float) random.nextDouble(0.05, 0.4);
            targets[row * 6 + 5] = (float) random.nextDouble(0.05, 0.4);
        }
        return new Batch(settings.batch(), side, side, images, targets);
    }
}
