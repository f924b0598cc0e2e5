package io.lynceus.trainer.evaluation;

import io.lynceus.trainer.data.Frame;
import java.util.ArrayList;
import java.util.List;

/** From frames to boxes in pixels of their sources. Used by one thread at a time. */
public final class FrameDetector {
    private final Predictor predictor;
    private final Nms nms;

    public FrameDetector(Predictor predictor, NmsSettings settings) {
        this.predictor = predictor;
        this.nms = new Nms(settings);
    }

    /**
     * @param frames of one input size, at least one
     * @return per frame, best score first
     */
    public List<List<Detection>> detect(List<Frame> frames) {
        RawOutput output =
                predictor.predict(Planes.of(frames.stream().map(Frame::input).toList()));
        List<List<Detection>> detections = new ArrayList<>();
        for (int i = 0; i < frames.size(); i++) {
            detections.add(Boxes.toSource(nms.apply(output, i), frames.get(i).letterbox()));
        }
        return detections;
    }
}
