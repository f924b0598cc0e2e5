package io.lynceus.trainer.config;

import io.lynceus.vision.UserError;
import org.jspecify.annotations.Nullable;

/**
 * Everything that decides how a training run goes; the same settings on the same machine give the same weights.
 *
 * @param model name of the architecture, or the path of a model file
 * @param data path of the data file
 * @param weights path of a checkpoint to start from; null to start from scratch
 * @param freeze layers at the start that stay as the checkpoint has them
 * @param imgsz side of the training pictures, pixels
 * @param batch pictures in a batch
 * @param epochs passes over the pictures
 * @param closeMosaic epochs at the end without mosaic
 * @param valInterval epochs between validations; the last epoch is always validated
 * @param patience epochs without a better one after which a run ends early; 0 for never
 * @param seed of weights, order and augmentation
 * @param threads that LibTorch computes with
 * @param workers threads that prepare pictures
 * @param device that LibTorch computes on: cpu, cuda or cuda:N
 * @param schedule how the learning rate falls
 * @param optimizer what moves the weights
 * @param precision what the network convolves in
 * @param hyperparameters the recipe
 */
public record TrainSettings(
        String model,
        String data,
        @Nullable String weights,
        int freeze,
        int imgsz,
        int batch,
        int epochs,
        int closeMosaic,
        int valInterval,
        int patience,
        long seed,
        int threads,
        int workers,
        String device,
        Curve schedule,
        OptimizerKind optimizer,
        Precision precision,
        Hyperparameters hyperparameters) {
    private static final int COARSEST_STRIDE = 32;

    /** Norms need more than one value of the coarsest map of a picture. */
    private static final int SMALLEST = 2 * COARSEST_STRIDE;

    public TrainSettings {
        check(freeze >= 0, "freeze", freeze, "at least 0");
        if (freeze > 0 && weights == null) {
            throw new UserError("--freeze " + freeze + ": layers that never learnt would stay so; give --weights too");
        }
        check(imgsz >= SMALLEST && imgsz % COARSEST_STRIDE == 0, "imgsz", imgsz, "a multiple of 32, at least 64");
        check(batch >= 1, "batch", batch, "at least 1");
        check(epochs >= 1, "epochs", epochs, "at least 1");
        check(closeMosaic >= 0, "close-mosaic", closeMosaic, "at least 0");
        check(valInterval >= 1, "val-interval", valInterval, "at least 1");
        check(patience >= 0, "patience", patience, "at least 0");
        check(threads >= 1, "threads", threads, "at least 1");
        check(workers >= 1, "workers", workers, "at least 1");
    }

    /** With the published schedule and optimiser, in float32 on the CPU. */
    public TrainSettings(
            String model,
            String data,
            @Nullable String weights,
            int imgsz,
            int batch,
            int epochs,
            int closeMosaic,
            int valInterval,
            int patience,
            long seed,
            int threads,
            int workers,
            Hyperparameters hyperparameters) {
        this(
                model,
                data,
                weights,
                0,
                imgsz,
                batch,
                epochs,
                closeMosaic,
                valInterval,
                patience,
                seed,
                threads,
                workers,
                "cpu",
                Curve.LINEAR,
                OptimizerKind.SGD,
                Precision.FLOAT32,
                hyperparameters);
    }

    private static void check(boolean good, String option, int value, String wanted) {
        if (!good) {
            throw new UserError("--" + option + " " + value + ": must be " + wanted);
        }
    }

    /** The same run computed elsewhere, in another precision or with other numbers of threads. */
    public TrainSettings on(String otherDevice, Precision otherPrecision, int otherThreads, int otherWorkers) {
        return new TrainSettings(
                model,
                data,
                weights,
                freeze,
                imgsz,
                batch,
                epochs,
                closeMosaic,
                valInterval,
                patience,
                seed,
                otherThreads,
                otherWorkers,
                otherDevice,
                schedule,
                optimizer,
                otherPrecision,
                hyperparameters);
    }
}
