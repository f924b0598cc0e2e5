package io.lynceus.trainer.training;

import io.lynceus.trainer.augment.Loader;
import io.lynceus.trainer.config.TrainSettings;
import io.lynceus.trainer.data.Batch;
import io.lynceus.trainer.data.DataFile;
import io.lynceus.trainer.loss.DetectionLoss;
import io.lynceus.trainer.loss.LossValue;
import io.lynceus.trainer.loss.Targets;
import io.lynceus.trainer.model.Architecture;
import io.lynceus.trainer.model.LibTorch;
import io.lynceus.trainer.model.Network;
import io.lynceus.trainer.model.ParameterGroup;
import io.lynceus.trainer.model.RawHeads;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Device;
import org.bytedeco.pytorch.global.torch;
import org.jspecify.annotations.Nullable;

/** Where the time of training steps goes: the steps of {@link Training}, each with a step of the optimiser, timed part by part. */
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
        try (PointerScope whole = new PointerScope();
                Device device = LibTorch.device(settings.device(), 0);
                Network network = Network.create(architecture, classes, settings.seed(), device);
                Network averaged = Network.create(architecture, classes, settings.seed(), device);
                Loader loader = data == null
                        ? null
                        : new Loader(
                                data.train(settings.imgsz()),
                                settings.hyperparameters(),
                                settings.imgsz(),
                                settings.batch(),
                                settings.seed(),
                                settings.workers())) {
            Iterator<Batch> batches = loader == null
                    ? Collections.nCopies(steps, noise(settings)).iterator()
                    : IntStream.iterate(0, epoch -> epoch + 1)
                            .boxed()
                            .flatMap(epoch -> StreamSupport.stream(
                                    loader.epoch(epoch, true).spliterator(), false))
                            .iterator();
            torch.set_num_threads(settings.threads());
            Schedule schedule = new Schedule(settings.hyperparameters(), 1, steps, settings.batch());
            List<ParameterGroup> groups = network.weights().groups();
            Optimizer optimizer = Optimizer.of(settings, groups, schedule.weightDecay());
            LossScale scale = LossScale.of(settings.precision(), optimizer, groups);
            Ema ema = new Ema(averaged.weights(), settings.hyperparameters().emaTau(), 0);
            DetectionLoss detectionLoss = new DetectionLoss(settings.hyperparameters());
            optimizer.zeroGradients();
            for (int step = 0; step < steps; step++) {
                long began = System.nanoTime();
                Batch batch = batches.next();
                long loaded = System.nanoTime();
                long forwarded;
                long compared;
                double total;
                try (PointerScope scope = new PointerScope()) {
                    RawHeads heads = network.forward(Images.of(batch, device), true, settings.precision());
                    forwarded = System.nanoTime();
                    LossValue loss = detectionLoss.of(heads, Targets.pack(batch.targets(), batch.size()));
                    total = loss.total().item_float();
                    compared = System.nanoTime();
                    scale.up(loss.total()).backward();
                }
                long derived = System.nanoTime();
                scale.down(groups);
                if (scale.allows(optimizer.clip(Training.MOST_GRADIENT_NORM))) {
                    optimizer.step(schedule.at(step));
                }
                optimizer.zeroGradients();
                ema.update(network.weights());
                done.accept(new Step(
                        seconds(began, loaded),
                        seconds(loaded, forwarded),
                        seconds(forwarded, compared),
                        seconds(compared, derived),
                        seconds(derived, System.nanoTime()),
                        total));
            }
        }
    }

    private static double seconds(long from, long to) {
        return (to - from) / 1e9;
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
