package io.lynceus.trainer.evaluation;

import io.lynceus.trainer.data.LabelBox;
import io.lynceus.trainer.data.Letterbox;
import io.lynceus.trainer.data.Sample;
import java.util.ArrayList;
import java.util.List;

/** Samples that share an input size, with their place in it and the pixels laid out for the model. */
record LoadedBatch(List<Sample> samples, List<Letterbox> letterboxes, PictureBatch pictures) {
    static LoadedBatch of(List<Sample> samples, List<Letterbox> letterboxes) {
        int height = letterboxes.get(0).height();
        int width = letterboxes.get(0).width();
        byte[] planes = new byte[samples.size() * 3 * height * width];
        for (int i = 0; i < samples.size(); i++) {
            Planes.write(letterboxes.get(i).pad(samples.get(i).picture()), planes, i * 3 * height * width);
        }
        return new LoadedBatch(samples, letterboxes, new PictureBatch(samples.size(), height, width, planes));
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
