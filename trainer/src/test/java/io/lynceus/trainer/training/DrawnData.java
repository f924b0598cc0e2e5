package io.lynceus.trainer.training;

import io.lynceus.trainer.config.Hyperparameters;
import io.lynceus.trainer.config.TrainSettings;
import io.lynceus.trainer.data.DataFile;
import io.lynceus.trainer.data.Dataset;
import io.lynceus.trainer.data.LabelBox;
import io.lynceus.trainer.data.Sample;
import io.lynceus.trainer.data.Split;
import io.lynceus.vision.pixels.Picture;
import java.util.Arrays;
import java.util.List;

/** Squares of one colour per class on grey, drawn when asked for. */
record DrawnData(int trainPictures, int heldOutPictures) implements DataFile {
    /** Two batches of four an epoch, and three that are held out. */
    static final DrawnData EIGHT = new DrawnData(8, 3);

    /** Three epochs of it, with the smallest network. */
    static final TrainSettings SETTINGS =
            new TrainSettings("gelan-t", "drawn", null, 64, 4, 3, 1, 2, 0, 7, 1, 1, Hyperparameters.DEFAULT);

    @Override
    public List<String> names() {
        return List.of("red", "green");
    }

    @Override
    public String description(Split split) {
        return "drawn " + split;
    }

    @Override
    public Dataset open(Split split, int imgsz) {
        int size = split == Split.TRAIN ? trainPictures : heldOutPictures;
        int offset = split == Split.TRAIN ? 0 : 1000;
        return new Dataset() {
            @Override
            public int size() {
                return size;
            }

            @Override
            public List<String> classNames() {
                return names();
            }

            @Override
            public Sample load(int index) {
                return draw(offset + index, imgsz);
            }
        };
    }

    private static Sample draw(int seed, int imgsz) {
        byte[] rgb = new byte[imgsz * imgsz * 3];
        Arrays.fill(rgb, (byte) 90);
        int classId = seed % 2;
        int side = imgsz / 4 + seed % 5;
        int left = seed * 7 % (imgsz - side);
        int top = seed * 13 % (imgsz - side);
        for (int y = top; y < top + side; y++) {
            for (int x = left; x < left + side; x++) {
                rgb[(y * imgsz + x) * 3 + classId] = (byte) 250;
            }
        }
        LabelBox box = new LabelBox(classId, left, top, left + side, top + side);
        return new Sample("drawn " + seed, imgsz, imgsz, new Picture(imgsz, imgsz, rgb), List.of(box));
    }
}
