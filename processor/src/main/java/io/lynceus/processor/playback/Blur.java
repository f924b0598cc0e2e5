package io.lynceus.processor.playback;

import io.lynceus.schemas.avro.FrameDetections;
import io.lynceus.vision.boxes.Detection;
import io.lynceus.vision.drawing.Pixelated;
import java.awt.image.BufferedImage;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Whom pictures do not show.
 *
 * @param labels names of classes; empty for everybody to be seen
 */
public record Blur(Set<String> labels) {
    /** Everybody is seen. */
    public static final Blur NOBODY = new Blur(Set.of());

    public Blur {
        labels = Set.copyOf(labels);
    }

    /** What an event says that was found, in the words of those who draw. */
    public static List<Detection> detections(FrameDetections event) {
        return FrameBoxes.detections(event);
    }

    /** True when somebody is not to be seen. */
    public boolean isWanted() {
        return !labels.isEmpty();
    }

    /**
     * Pixelates in the picture itself.
     *
     * @param found what is in it; null when nobody knows, and then it is the whole picture
     */
    public void apply(BufferedImage picture, @Nullable List<Detection> found) {
        if (!isWanted()) {
            return;
        }
        if (found == null) {
            Pixelated.all(picture);
            return;
        }
        for (Detection each : found) {
            if (labels.contains(each.label())) {
                Pixelated.box(picture, each);
            }
        }
    }
}
