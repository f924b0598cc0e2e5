package io.lynceus.trainer.augment;

import io.lynceus.trainer.config.Hyperparameters;
import io.lynceus.trainer.data.Dataset;
import io.lynceus.trainer.data.LabelBox;
import io.lynceus.trainer.data.Sample;
import io.lynceus.vision.pixels.Letterbox;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * One training picture from a data set's: mosaic and mixup, or the letterboxed picture; then perspective, colour and
 * flips. Any thread may call; all chance comes from the generator given. Copy-paste is for objects with outlines:
 * labels here are boxes, so {@code copy_paste} does nothing, as in the reference for box labels;
 * {@code copy_paste_boxes} is ours.
 */
final class Augmenter {
    private final Dataset dataset;
    private final Hyperparameters recipe;
    private final int size;

    Augmenter(Dataset dataset, Hyperparameters recipe, int size) {
        this.dataset = dataset;
        this.recipe = recipe;
        this.size = size;
    }

    /** The square picture for sample {@code index}, its bytes the caller's own. */
    Scene make(int index, boolean mosaic, SplittableRandom random) {
        Scene scene;
        if (mosaic && random.nextDouble() < recipe.mosaic()) {
            scene = mosaic(index, random);
            if (random.nextDouble() < recipe.mixup()) {
                scene = MixUp.blend(scene, mosaic(random.nextInt(dataset.size()), random), random);
            }
        } else {
            scene = single(index, random);
        }
        ColourShift.random(recipe, random).apply(scene.picture().rgb());
        boolean upsideDown = random.nextDouble() < recipe.flipud();
        boolean mirrored = random.nextDouble() < recipe.fliplr();
        return Flip.apply(scene, upsideDown, mirrored);
    }

    private Scene mosaic(int index, SplittableRandom random) {
        List<Sample> samples = new ArrayList<>(4);
        samples.add(dataset.load(index));
        while (samples.size() < 4) {
            samples.add(dataset.load(random.nextInt(dataset.size())));
        }
        // Which corner the first one gets is chance too.
        for (int i = 3; i > 0; i--) {
            samples.set(i, samples.set(random.nextInt(i + 1), samples.get(i)));
        }
        Scene canvas = Mosaic.of(samples, size, random);
        if (recipe.copyPasteBoxes() > 0) {
            canvas = CopyPaste.apply(canvas, recipe.copyPasteBoxes(), random);
        }
        return Perspective.random(recipe, 2 * size, size, random).apply(canvas, size);
    }

    private Scene single(int index, SplittableRandom random) {
        Sample sample = dataset.load(index);
        Letterbox placement =
                Letterbox.of(sample.picture().width(), sample.picture().height(), size, size);
        List<LabelBox> boxes =
                sample.boxes().stream().map(box -> box.in(placement)).toList();
        Scene padded = new Scene(placement.pad(sample.picture()), boxes);
        return Perspective.random(recipe, size, size, random).apply(padded, size);
    }
}
