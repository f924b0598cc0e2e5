package io.lynceus.trainer.evaluation;

import io.lynceus.trainer.data.Dataset;
import io.lynceus.trainer.data.Sample;
import io.lynceus.vision.UserError;
import io.lynceus.vision.model.InputSize;
import io.lynceus.vision.pixels.Letterbox;
import io.lynceus.vision.pixels.Picture;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A data set in order, in batches of one input size each. Used by one thread at a time. */
final class BatchLoader {
    private final Dataset dataset;
    private final int batch;
    private final @Nullable InputSize fixedSize;
    private int next;
    private @Nullable Sample carried;

    /** @param fixedSize the model's input; null for a {@link RectShape} around each picture */
    BatchLoader(Dataset dataset, int batch, @Nullable InputSize fixedSize) {
        this.dataset = dataset;
        this.batch = batch;
        this.fixedSize = fixedSize;
    }

    /** The next batch, shorter than asked for where the input size changes or the data set ends; null at the end. */
    @Nullable
    LoadedBatch next() {
        List<Sample> samples = new ArrayList<>();
        List<Letterbox> letterboxes = new ArrayList<>();
        while (samples.size() < batch) {
            Sample sample = takeSample();
            if (sample == null) {
                break;
            }
            Letterbox letterbox = letterbox(sample);
            if (!letterboxes.isEmpty() && differs(letterbox, letterboxes.get(0))) {
                carried = sample;
                break;
            }
            samples.add(sample);
            letterboxes.add(letterbox);
        }
        return samples.isEmpty() ? null : LoadedBatch.of(samples, letterboxes);
    }

    private @Nullable Sample takeSample() {
        Sample sample = carried;
        carried = null;
        if (sample == null && next < dataset.size()) {
            sample = dataset.load(next++);
        }
        return sample;
    }

    private static boolean differs(Letterbox a, Letterbox b) {
        return a.width() != b.width() || a.height() != b.height();
    }

    private Letterbox letterbox(Sample sample) {
        Picture picture = sample.picture();
        if (fixedSize == null) {
            return around(sample);
        }
        Letterbox letterbox =
                Letterbox.of(sample.originalWidth(), sample.originalHeight(), fixedSize.width(), fixedSize.height());
        if (letterbox.innerWidth() != picture.width() || letterbox.innerHeight() != picture.height()) {
            throw new UserError(sample.id() + ": loaded at " + picture.width() + "x" + picture.height()
                    + ", but the model's fixed input of " + fixedSize.width() + "x" + fixedSize.height()
                    + " takes it at "
                    + letterbox.innerWidth() + "x" + letterbox.innerHeight()
                    + "; set --imgsz to the longer of the two, or export the model with a dynamic size");
        }
        return letterbox;
    }

    /** The picture was scaled to its final size when loaded; only the border is missing. */
    private static Letterbox around(Sample sample) {
        Picture picture = sample.picture();
        int longSide = Math.max(picture.width(), picture.height());
        double aspect = (double) sample.originalHeight() / sample.originalWidth();
        InputSize shape = RectShape.around(aspect, aspect, longSide);
        return Letterbox.around(
                sample.originalWidth(),
                sample.originalHeight(),
                picture.width(),
                picture.height(),
                shape.width(),
                shape.height());
    }
}
