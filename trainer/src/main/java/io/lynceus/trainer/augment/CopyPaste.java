package io.lynceus.trainer.augment;

import io.lynceus.trainer.data.LabelBox;
import io.lynceus.vision.pixels.Picture;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Objects pasted once more where the mirrored picture has them (copy-paste, arXiv 2012.07177, in the way of the YOLO
 * family). There the object's outline is pasted; here, where labels are boxes, its whole rectangle.
 */
final class CopyPaste {
    /** A mirrored object must hide less than this share of every object that is there, itself included. */
    private static final double HIDDEN = 0.3;

    private CopyPaste() {}

    /**
     * Pastes into the bytes of {@code scene}.
     *
     * @param share of those objects that have room, which are pasted
     */
    static Scene apply(Scene scene, double share, SplittableRandom random) {
        int width = scene.picture().width();
        List<LabelBox> candidates = new ArrayList<>();
        for (LabelBox box : scene.boxes()) {
            LabelBox mirrored = new LabelBox(box.classId(), width - box.x2(), box.y1(), width - box.x1(), box.y2());
            if (scene.boxes().stream().allMatch(there -> hidden(there, mirrored) < HIDDEN)) {
                candidates.add(mirrored);
            }
        }
        int wanted = (int) Math.rint(share * candidates.size());
        if (wanted == 0) {
            return scene;
        }
        byte[] before = scene.picture().rgb().clone();
        List<LabelBox> boxes = new ArrayList<>(scene.boxes());
        for (int i = 0; i < wanted; i++) {
            LabelBox box = candidates.remove(random.nextInt(candidates.size()));
            paste(box, before, scene.picture());
            boxes.add(box);
        }
        return new Scene(scene.picture(), boxes);
    }

    /** The share of {@code there} that lies under {@code above}. */
    private static double hidden(LabelBox there, LabelBox above) {
        double width = Math.min(there.x2(), above.x2()) - Math.max(there.x1(), above.x1());
        double height = Math.min(there.y2(), above.y2()) - Math.max(there.y1(), above.y1());
        double area = (double) (there.x2() - there.x1()) * (there.y2() - there.y1());
        return width > 0 && height > 0 ? width * height / area : 0;
    }

    private static void paste(LabelBox box, byte[] from, Picture onto) {
        int width = onto.width();
        byte[] to = onto.rgb();
        int left = Math.max(0, Math.round(box.x1()));
        int right = Math.min(width, Math.round(box.x2()));
        int bottom = Math.min(onto.height(), Math.round(box.y2()));
        for (int y = Math.max(0, Math.round(box.y1())); y < bottom; y++) {
            int target = (y * width + left) * 3;
            int source = (y * width + width - 1 - left) * 3;
            for (int x = left; x < right; x++, target += 3, source -= 3) {
                to[target] = from[source];
                to[target + 1] = from[source + 1];
                to[target + 2] = from[source + 2];
            }
        }
    }
}
