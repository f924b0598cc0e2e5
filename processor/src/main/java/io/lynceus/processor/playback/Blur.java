package io.lynceus.processor.playback;

import io.lynceus.schemas.avro.FrameDetections;
import io.lynceus.schemas.avro.FrameStatus;
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

    /** What an event says that was found, in the words of those who draw; null when no model saw its picture. */
    public static @Nullable List<Detection> detections(FrameDetections event) {
        return event.getStatus() == FrameStatus.DETECTED ? FrameBoxes.detections(event) : null;
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
