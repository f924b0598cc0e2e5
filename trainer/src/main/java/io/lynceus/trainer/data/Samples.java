package io.lynceus.trainer.data;

import io.lynceus.vision.pixels.Letterbox;
import io.lynceus.vision.pixels.Picture;
import io.lynceus.vision.pixels.Scaler;
import io.lynceus.vision.pixels.Turn;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.ffmpeg.avutil.AVFrame;

/** Makes a sample of a decoded frame. */
final class Samples {
    private Samples() {}

    /**
     * The frame with its long side scaled to {@code imgsz}, and its boxes along with it.
     *
     * @param boxes in pixels of the frame turned upright
     */
    static Sample of(String id, AVFrame frame, Turn turn, Scaler scaler, int imgsz, List<LabelBox> boxes) {
        int width = turn.width(frame);
        int height = turn.height(frame);
        Letterbox square = Letterbox.of(width, height, imgsz, imgsz);
        Picture picture = scaler.picture(frame, turn, square.innerWidth(), square.innerHeight());
        float scaleX = (float) square.innerWidth() / width;
        float scaleY = (float) square.innerHeight() / height;
        List<LabelBox> scaled = new ArrayList<>(boxes.size());
        for (LabelBox box : boxes) {
            float x1 = clip(box.x1(), width) * scaleX;
            float y1 = clip(box.y1(), height) * scaleY;
            float x2 = clip(box.x2(), width) * scaleX;
            float y2 = clip(box.y2(), height) * scaleY;
            if (x2 > x1 && y2 > y1) {
                scaled.add(new LabelBox(box.classId(), x1, y1, x2, y2));
            }
        }
        return new Sample(id, width, height, picture, scaled);
    }

    private static float clip(float value, int limit) {
        return Math.min(Math.max(value, 0), limit);
    }
}
