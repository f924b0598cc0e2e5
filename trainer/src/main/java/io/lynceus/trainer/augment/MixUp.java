package io.lynceus.trainer.augment;

import io.lynceus.trainer.data.LabelBox;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/** Two scenes laid over each other, with the boxes of both (mixup, arXiv 1710.09412). */
final class MixUp {
    private static final int DRAWS = 63;

    private MixUp() {}

    /** Blends {@code second} into the bytes of {@code first}. */
    static Scene blend(Scene first, Scene second, SplittableRandom random) {
        int share = (int) Math.round(ratio(random) * 256);
        byte[] a = first.picture().rgb();
        byte[] b = second.picture().rgb();
        for (int i = 0; i < a.length; i++) {
            a[i] = (byte) (((a[i] & 255) * share + (b[i] & 255) * (256 - share)) >> 8);
        }
        List<LabelBox> boxes = new ArrayList<>(first.boxes());
        boxes.addAll(second.boxes());
        return new Scene(first.picture(), boxes);
    }

    /** From Beta(32, 32), which is how the middle one of 63 uniform numbers is distributed. */
    private static double ratio(SplittableRandom random) {
        double[] draws = random.doubles(DRAWS).toArray();
        Arrays.sort(draws);
        return draws[DRAWS / 2];
    }
}
