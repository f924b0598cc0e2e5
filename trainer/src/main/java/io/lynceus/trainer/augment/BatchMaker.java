package io.lynceus.trainer.augment;

import io.lynceus.trainer.data.Batch;
import io.lynceus.trainer.data.LabelBox;
import java.util.List;

/** Puts scenes together into a batch. */
final class BatchMaker {
    /** Keeps boxes that reach the edge a hair inside, as the reference does. */
    private static final float EDGE = 1e-3f;

    private BatchMaker() {}

    /** Scenes of one size: pixels from interleaved to planes, boxes from corners to centre and size in fractions. */
    static Batch of(List<Scene> scenes) {
        int width = scenes.get(0).picture().width();
        int height = scenes.get(0).picture().height();
        byte[] images = new byte[scenes.size() * 3 * width * height];
        float[] targets = new float
                [6 * scenes.stream().mapToInt(scene -> scene.boxes().size()).sum()];
        int row = 0;
        for (int i = 0; i < scenes.size(); i++) {
            planes(scenes.get(i).picture().rgb(), images, i * 3 * width * height, width * height);
            for (LabelBox box : scenes.get(i).boxes()) {
                target(i, box, width, height, targets, row++ * 6);
            }
        }
        return new Batch(scenes.size(), height, width, images, targets);
    }

    private static void planes(byte[] rgb, byte[] images, int offset, int area) {
        for (int pixel = 0, from = 0; pixel < area; pixel++, from += 3) {
            images[offset + pixel] = rgb[from];
            images[offset + area + pixel] = rgb[from + 1];
            images[offset + 2 * area + pixel] = rgb[from + 2];
        }
    }

    private static void target(int picture, LabelBox box, int width, int height, float[] targets, int at) {
        float x1 = clip(box.x1(), width);
        float y1 = clip(box.y1(), height);
        float x2 = clip(box.x2(), width);
        float y2 = clip(box.y2(), height);
        targets[at] = picture;
        targets[at + 1] = box.classId();
        targets[at + 2] = (x1 + x2) / 2 / width;
        targets[at + 3] = (y1 + y2) / 2 / height;
        targets[at + 4] = (x2 - x1) / width;
        targets[at + 5] = (y2 - y1) / height;
    }

    private static float clip(float value, int limit) {
        return Math.min(Math.max(value, 0), limit - EDGE);
    }
}
