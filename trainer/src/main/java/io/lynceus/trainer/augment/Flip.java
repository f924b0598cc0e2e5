package io.lynceus.trainer.augment;

import io.lynceus.trainer.data.LabelBox;
import io.lynceus.vision.pixels.Picture;
import java.util.ArrayList;
import java.util.List;

/** Upside down, mirrored, both or neither. */
final class Flip {
    private Flip() {}

    /** A scene with new bytes, or the same one when there is nothing to do. */
    static Scene apply(Scene scene, boolean upsideDown, boolean mirrored) {
        if (!upsideDown && !mirrored) {
            return scene;
        }
        int width = scene.picture().width();
        int height = scene.picture().height();
        byte[] from = scene.picture().rgb();
        byte[] to = new byte[from.length];
        for (int y = 0; y < height; y++) {
            int source = (upsideDown ? height - 1 - y : y) * width * 3;
            int target = y * width * 3;
            if (mirrored) {
                for (int x = 0, last = source + (width - 1) * 3; x < width; x++, last -= 3, target += 3) {
                    to[target] = from[last];
                    to[target + 1] = from[last + 1];
                    to[target + 2] = from[last + 2];
                }
            } else {
                System.arraycopy(from, source, to, target, width * 3);
            }
        }
        List<LabelBox> boxes = new ArrayList<>(scene.boxes().size());
        for (LabelBox box : scene.boxes()) {
            boxes.add(new LabelBox(
                    box.classId(),
                    mirrored ? width - box.x2() : box.x1(),
                    upsideDown ? height - box.y2() : box.y1(),
                    mirrored ? width - box.x1() : box.x2(),
                    upsideDown ? height - box.y1() : box.y2()));
        }
        return new Scene(new Picture(width, height, to), boxes);
    }
}
