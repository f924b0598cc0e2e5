package io.lynceus.trainer.evaluation;

import io.lynceus.trainer.data.LabelBox;
import io.lynceus.trainer.data.Sample;
import io.lynceus.vision.model.InputSize;
import io.lynceus.vision.pixels.Letterbox;
import io.lynceus.vision.pixels.PictureSource;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.List;

/** Samples that share an input size, with their place in it. */
record LoadedBatch(List<Sample> samples, List<Letterbox> letterboxes, PictureBatch pictures) {
    static LoadedBatch of(List<Sample> samples, List<Letterbox> letterboxes) {
        List<PictureSource> pictures = new ArrayList<>();
        for (int i = 0; i < samples.size(); i++) {
            pictures.add(letterboxes.get(i).source(samples.get(i).picture()));
        }
        InputSize size =
                new InputSize(letterboxes.get(0).height(), letterboxes.get(0).width());
        return new LoadedBatch(samples, letterboxes, new PictureBatch(size, pictures));
    }

    /** All labels: rows of 6, picture index, class, cx, cy, w, h, the last four as fractions of the input. */
    float[] targets() {
        int rows = samples.stream().mapToInt(sample -> sample.boxes().size()).sum();
        FloatBuffer targets = FloatBuffer.allocate(6 * rows);
        for (int i = 0; i < samples.size(); i++) {
            Letterbox place = letterboxes.get(i);
            for (LabelBox box : samples.get(i).boxes()) {
                targets.put(i)
                        .put(box.classId())
                        .put((place.left() + (box.x1() + box.x2()) / 2) / place.width())
                        .put((place.top() + (box.y1() + box.y2()) / 2) / place.height())
                        .put((box.x2() - box.x1()) / place.width())
                        .put((box.y2() - box.y1()) / place.height());
            }
        }
        return targets.array();
    }

    /** The labels of one sample in pixels of its original picture. */
    List<LabelBox> labels(int index) {
        Sample sample = samples.get(index);
        float scaleX = (float) sample.originalWidth() / sample.picture().width();
        float scaleY = (float) sample.originalHeight() / sample.picture().height();
        List<LabelBox> labels = new ArrayList<>();
        for (LabelBox box : sample.boxes()) {
            labels.add(new LabelBox(
                    box.classId(), box.x1() * scaleX, box.y1() * scaleY, box.x2() * scaleX, box.y2() * scaleY));
        }
        return labels;
    }
}
