package io.lynceus.vision.boxes;

import io.lynceus.vision.model.ClassNames;
import io.lynceus.vision.pixels.Letterbox;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One box, in 0..1 of the source frame's width and height: 0 ≤ x1 ≤ x2 ≤ 1, 0 ≤ y1 ≤ y2 ≤ 1.
 *
 * @param classId index into the model's names
 * @param label the class's name
 * @param score 0..1
 * @param track the track that it belongs to, null when it belongs to none
 */
public record Detection(
        int classId,
        String label,
        float score,
        float x1,
        float y1,
        float x2,
        float y2,
        @Nullable Long track) {
    /** One that nobody tracks. */
    public Detection(int classId, String label, float score, float x1, float y1, float x2, float y2) {
        this(classId, label, score, x1, y1, x2, y2, null);
    }

    /** The same as a part of a track. */
    public Detection ofTrack(long id) {
        return new Detection(classId, label, score, x1, y1, x2, y2, id);
    }

    /**
     * Boxes of the network's input as detections of the source, without those that have no area there: boxes that lie
     * outside the picture, in the letterbox's bars.
     */
    public static List<Detection> all(List<Box> boxes, Letterbox letterbox, List<String> names) {
        return boxes.stream()
                .map(box -> of(box, letterbox, names))
                .filter(box -> box.x2 > box.x1 && box.y2 > box.y1)
                .toList();
    }

    /**
     * A box of the network's input as a detection of the source.
     *
     * @param names of the classes, by class id; a class that has none there is called by its number
     */
    public static Detection of(Box box, Letterbox letterbox, List<String> names) {
        return new Detection(
                box.classId(),
                ClassNames.of(names, box.classId()),
                box.score(),
                (float) (letterbox.toSourceX(box.x1()) / letterbox.sourceWidth()),
                (float) (letterbox.toSourceY(box.y1()) / letterbox.sourceHeight()),
                (float) (letterbox.toSourceX(box.x2()) / letterbox.sourceWidth()),
                (float) (letterbox.toSourceY(box.y2()) / letterbox.sourceHeight()));
    }
}
