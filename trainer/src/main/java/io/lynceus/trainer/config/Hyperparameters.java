package io.lynceus.trainer.config;

import io.lynceus.vision.UserError;

/**
 * The training recipe: optimiser, schedule, loss gains and augmentation. Keys of a recipe file are these names in snake
 * case, as the YOLO family writes them ({@code weight_decay}, {@code hsv_h}).
 *
 * @param lr0 learning rate after the warm-up
 * @param lrf learning rate of the end of the schedule, as a fraction of {@code lr0}
 * @param momentum of SGD
 * @param weightDecay on convolution weights, for the nominal batch
 * @param warmupEpochs epochs over which learning rates and momentum move to their values; at least 100 steps
 * @param warmupMomentum momentum at the first step
 * @param warmupBiasLr learning rate of the biases at the first step
 * @param box gain of the box loss
 * @param cls gain of the class loss
 * @param dfl gain of the distribution focal loss
 * @param hsvH the most that hue shifts, as a fraction of the circle
 * @param hsvS the most that saturation changes, as a fraction
 * @param hsvV the most that value changes, as a fraction
 * @param degrees the most that a picture turns, either way
 * @param translate the most that a picture moves, as a fraction of its size
 * @param scale the most that a picture grows or shrinks, as a fraction
 * @param shear the most that a picture shears, degrees
 * @param perspective the most perspective, 0 to 0.001
 * @param flipud probability of turning a picture upside down
 * @param fliplr probability of mirroring it
 * @param mosaic probability of putting four pictures into one
 * @param mixup probability of blending a mosaic with another
 * @param copyPaste probability of pasting mirrored objects, for
 *     labels with outlines; without effect, since labels are boxes
 * @param copyPasteBoxes share of the objects with room for it whose mirrored boxes are pasted into a mosaic
 * @param nominalBatch pictures to a step of the optimiser: smaller batches add their gradients up to about as many
 * @param emaTau optimiser steps over which the average of the weights comes to follow them slowly
 * @param mosaicFrom epochs at the start without mosaic, mixup and pasted objects
 * @param scorePower exponent on the scores that assigned anchors aim for, which also weigh their boxes: below 1 lifts
 *     the weak ones, above 1 leans on the best; 1 as published
 * @param muonLr learning rate of Muon's filters after the warm-up; everything else it moves at {@code lr0}
 */
public record Hyperparameters(
        double lr0,
        double lrf,
        double momentum,
        double weightDecay,
        double warmupEpochs,
        double warmupMomentum,
        double warmupBiasLr,
        double box,
        double cls,
        double dfl,
        double hsvH,
        double hsvS,
        double hsvV,
        double degrees,
        double translate,
        double scale,
        double shear,
        double perspective,
        double flipud,
        double fliplr,
        double mosaic,
        double mixup,
        double copyPaste,
        double copyPasteBoxes,
        double nominalBatch,
        double emaTau,
        double mosaicFrom,
        double scorePower,
        double muonLr) {

    /** The recipe that YOLOv9 was published with (hyp.scratch-high). */
    public static final Hyperparameters DEFAULT = new Hyperparameters(
            0.01, 0.01, 0.937, 0.0005, 3, 0.8, 0.1, // optimiser and schedule
            7.5, 0.5, 1.5, // gains
            0.015, 0.7, 0.4, 0, 0.1, 0.9, 0, 0, 0, 0.5, 1, 0.15, 0.3, 0, // augmentation
            64, 2000, 0, 1, 0.02);

    public Hyperparameters {
        within("lr0", lr0, 1e-9, 10);
        within("lrf", lrf, 0, 1);
        within("momentum", momentum, 0, 0.9999);
        within("weight_decay", weightDecay, 0, 1);
        within("warmup_epochs", warmupEpochs, 0, 1e6);
        within("warmup_momentum", warmupMomentum, 0, 0.9999);
        within("warmup_bias_lr", warmupBiasLr, 0, 10);
        within("box", box, 0, 1e6);
        within("cls", cls, 0, 1e6);
        within("dfl", dfl, 0, 1e6);
        within("hsv_h", hsvH, 0, 1);
        within("hsv_s", hsvS, 0, 1);
        within("hsv_v", hsvV, 0, 1);
        within("degrees", degrees, 0, 180);
        within("translate", translate, 0, 0.9);
        within("scale", scale, 0, 0.999);
        within("shear", shear, 0, 80);
        within("perspective", perspective, 0, 0.001);
        within("flipud", flipud, 0, 1);
        within("fliplr", fliplr, 0, 1);
        within("mosaic", mosaic, 0, 1);
        within("mixup", mixup, 0, 1);
        within("copy_paste", copyPaste, 0, 1);
        within("copy_paste_boxes", copyPasteBoxes, 0, 1);
        within("nominal_batch", nominalBatch, 1, 1e6);
        within("ema_tau", emaTau, 1, 1e9);
        within("mosaic_from", mosaicFrom, 0, 1e6);
        within("score_power", scorePower, 0.1, 10);
        within("muon_lr", muonLr, 1e-9, 10);
    }

    private static void within(String key, double value, double low, double high) {
        // Written so that NaN fails too.
        if (!(value >= low && value <= high)) {
            throw new UserError(key + ": " + value + " is not between " + low + " and " + high);
        }
    }
}
