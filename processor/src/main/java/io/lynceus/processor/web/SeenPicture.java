package io.lynceus.processor.web;

import io.lynceus.schemas.avro.FrameDetections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the page draws upon a picture.
 *
 * @param millis capture time, since 1970
 */
record SeenPicture(
        String camera,
        String frameId,
        long millis,
        int width,
        int height,
        @Nullable String damaged,
        List<Box> boxes) {
    static SeenPicture of(FrameDetections event) {
        return new SeenPicture(
                event.getCamera(),
                event.getFrameId(),
                event.getCaptureTime().toEpochMilli(),
                event.getWidth(),
                event.getHeight(),
                event.getDamaged(),
                Box.all(event));
    }

    /** One object, in fractions of the picture. */
    record Box(
            int classId,
            String label,
            float score,
            float x1,
            float y1,
            float x2,
            float y2,
            @Nullable Long track) {
        static List<Box> all(FrameDetections event) {
            return event.getDetections().stream()
                    .map(found -> new Box(
                            found.getClassId(),
                            found.getLabel(),
                            found.getScore(),
                            found.getX1(),
                            found.getY1(),
                            found.getX2(),
                            found.getY2(),
                            found.getTrackId()))
                    .toList();
        }
    }
}
