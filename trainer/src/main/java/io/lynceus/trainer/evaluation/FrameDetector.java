package io.lynceus.trainer.evaluation;

import io.lynceus.trainer.data.Frame;
import io.lynceus.vision.boxes.Candidates;
import io.lynceus.vision.boxes.Detection;
import io.lynceus.vision.boxes.Nms;
import io.lynceus.vision.boxes.NmsSettings;
import io.lynceus.vision.model.ClassNames;
import io.lynceus.vision.model.InputSize;
import io.lynceus.vision.pixels.Letterbox;
import java.util.ArrayList;
import java.util.List;

/** From frames to boxes, by the steps that the processor takes. Used by one thread at a time. */
public final class FrameDetector {
    private final Predictor predictor;
    private final NmsSettings settings;
    private final Nms nms;
    private final List<String> names;

    public FrameDetector(Predictor predictor, NmsSettings settings) {
        this.predictor = predictor;
        this.settings = settings;
        this.nms = new Nms(settings);
        this.names = ClassNames.resolve(predictor.classNames(), null, predictor.classes(), "model");
    }

    /**
     * @param frames of one input size, at least one
     * @return per frame, best score first
     */
    public List<List<Detection>> detect(List<Frame> frames) {
        Letterbox first = frames.get(0).letterbox();
        PictureBatch batch = new PictureBatch(
                new InputSize(first.height(), first.width()),
                frames.stream().map(Frame::source).toList());
        List<Candidates> candidates = predictor.predict(batch, settings.score());
        List<List<Detection>> detections = new ArrayList<>();
        for (int i = 0; i < frames.size(); i++) {
            Letterbox letterbox = frames.get(i).letterbox();
            detections.add(Detection.all(nms.apply(candidates.get(i)), letterbox, names));
        }
        return detections;
    }
}
