package io.lynceus.trainer.augment;

import io.lynceus.trainer.data.Dataset;
import io.lynceus.trainer.data.LabelBox;
import io.lynceus.trainer.data.Sample;
import io.lynceus.vision.pixels.Picture;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** Pictures that are their index all over, each with one box in the middle whose class is the index too. */
record PlainSet(int size, int width, int height) implements Dataset {
    @Override
    public List<String> classNames() {
        return IntStream.range(0, size).mapToObj(i -> "c" + i).toList();
    }

    @Override
    public Sample load(int index) {
        byte[] rgb = new byte[width * height * 3];
        Arrays.fill(rgb, (byte) index);
        LabelBox box = new LabelBox(index, width * 0.25f, height * 0.25f, width * 0.75f, height * 0.75f);
        return new Sample("plain" + index, width, height, new Picture(width, height, rgb), List.of(box));
    }
}
