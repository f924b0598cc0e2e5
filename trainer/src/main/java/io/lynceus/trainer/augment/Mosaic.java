package io.lynceus.trainer.augment;

import io.lynceus.trainer.data.LabelBox;
import io.lynceus.trainer.data.Sample;
import io.lynceus.vision.pixels.Letterbox;
import io.lynceus.vision.pixels.Picture;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Four pictures around one point (YOLOv4, section 3.4, as YOLOv9 uses it): a grey canvas of twice the training size,
 * the point somewhere in its middle half, each picture touching it with one corner and cut off at the canvas's edge.
 */
final class Mosaic {
    private Mosaic() {}

    /**
     * @param samples four: upper left, upper right, lower left, lower right
     * @param size training size; the scene is twice as wide and high
     */
    static Scene of(List<Sample> samples, int size, SplittableRandom random) {
        int centreX = random.nextInt(size / 2, size + size / 2);
        int centreY = random.nextInt(size / 2, size + size / 2);
        byte[] canvas = new byte[4 * size * size * 3];
        Arrays.fill(canvas, Letterbox.GREY);
        List<LabelBox> boxes = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            Picture tile = samples.get(i).picture();
            int left = i % 2 == 0 ? centreX - tile.width() : centreX;
            int top = i < 2 ? centreY - tile.height() : centreY;
            paste(tile, left, top, canvas, 2 * size);
            for (LabelBox box : samples.get(i).boxes()) {
                boxes.add(new LabelBox(
                        box.classId(),
                        clip(box.x1() + left, 2 * size),
                        clip(box.y1() + top, 2 * size),
                        clip(box.x2() + left, 2 * size),
                        clip(box.y2() + top, 2 * size)));
            }
        }
        return new Scene(new Picture(2 * size, 2 * size, canvas), boxes);
    }

    private static void paste(Picture tile, int left, int top, byte[] canvas, int side) {
        int fromX = Math.max(0, -left);
        int toX = Math.min(tile.width(), side - left);
        int toY = Math.min(tile.height(), side - top);
        for (int y = Math.max(0, -top); y < toY; y++) {
            int source = (y * tile.width() + fromX) * 3;
            int target = ((top + y) * side + left + fromX) * 3;
            System.arraycopy(tile.rgb(), source, canvas, target, (toX - fromX) * 3);
        }
    }

    private static float clip(float value, int limit) {
        return Math.min(Math.max(value, 0), limit);
    }
}
