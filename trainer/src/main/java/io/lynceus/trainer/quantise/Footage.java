package io.lynceus.trainer.quantise;

import io.lynceus.trainer.data.DataFile;
import io.lynceus.trainer.data.Dataset;
import io.lynceus.trainer.data.Frame;
import io.lynceus.trainer.data.FrameSource;
import io.lynceus.trainer.data.Sample;
import io.lynceus.trainer.data.Split;
import io.lynceus.vision.UserError;
import io.lynceus.vision.model.InputSize;
import io.lynceus.vision.pixels.Letterbox;
import io.lynceus.vision.pixels.PictureSource;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Pictures like those that a model will see, as its input takes them.
 *
 * @param learnt to learn the ranges of the model's numbers from
 * @param heldOut to compare what is found on; none of them is among the others
 */
public record Footage(List<PictureSource> learnt, List<PictureSource> heldOut) {
    public Footage {
        learnt = List.copyOf(learnt);
        heldOut = List.copyOf(heldOut);
    }

    /**
     * Pictures spread evenly over both parts of a data set.
     *
     * @param frames of each part at most
     * @throws UserError when a picture does not fill the input's width or height
     */
    public static Footage of(DataFile data, InputSize size, int frames) {
        return new Footage(pictures(data, Split.TRAIN, size, frames), pictures(data, Split.VAL, size, frames));
    }

    private static List<PictureSource> pictures(DataFile data, Split split, InputSize size, int frames) {
        Dataset dataset = data.open(split, Math.max(size.height(), size.width()));
        List<PictureSource> pictures = new ArrayList<>();
        int taken = Math.min(frames, dataset.size());
        for (int i = 0; i < taken; i++) {
            Sample sample = dataset.load((int) ((long) i * dataset.size() / taken));
            Letterbox place =
                    Letterbox.of(sample.originalWidth(), sample.originalHeight(), size.width(), size.height());
            if (place.innerWidth() != sample.picture().width()
                    || place.innerHeight() != sample.picture().height()) {
                throw new UserError(sample.id() + " does not fill an input of " + size.width() + "x" + size.height()
                        + ": give a video or a folder of pictures with --video");
            }
            pictures.add(place.source(sample.picture()));
        }
        return pictures;
    }

    /**
     * Frames spread evenly over a video or a folder of pictures; every third is held out.
     *
     * @param frames to learn from, at most; half as many are held out
     * @throws UserError when there are fewer than three
     */
    public static Footage of(Path path, InputSize size, int frames) {
        List<PictureSource> learnt = new ArrayList<>();
        List<PictureSource> heldOut = new ArrayList<>();
        List<PictureSource> spread = spread(path, size, frames + frames / 2 + 1);
        for (int i = 0; i < spread.size(); i++) {
            (i % 3 == 2 ? heldOut : learnt).add(spread.get(i));
        }
        if (heldOut.isEmpty()) {
            throw new UserError(path + " has " + spread.size() + " pictures, at least 3 are wanted");
        }
        return new Footage(learnt, heldOut);
    }

    /** How long a video is shows at its end: every frame is kept, then every second, every fourth. */
    private static List<PictureSource> spread(Path path, InputSize size, int wanted) {
        List<PictureSource> kept = new ArrayList<>();
        try (FrameSource source = FrameSource.open(path, size.width(), size.height())) {
            int every = 1;
            int at = 0;
            for (Frame frame = source.next(); frame != null; frame = source.next()) {
                if (at++ % every == 0) {
                    kept.add(frame.source());
                }
                if (kept.size() > 2 * wanted) {
                    kept = evenly(kept, (kept.size() + 1) / 2);
                    every *= 2;
                }
            }
        }
        return kept.size() > wanted ? evenly(kept, wanted) : kept;
    }

    private static List<PictureSource> evenly(List<PictureSource> pictures, int wanted) {
        List<PictureSource> taken = new ArrayList<>();
        for (int i = 0; i < wanted; i++) {
            taken.add(pictures.get((int) ((long) i * pictures.size() / wanted)));
        }
        return taken;
    }
}
