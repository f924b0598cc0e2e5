package io.lynceus.processor.playback;

import io.lynceus.schemas.avro.FrameDetections;
import io.lynceus.vision.RunError;
import io.lynceus.vision.boxes.Detection;
import io.lynceus.vision.drawing.AnnotatedPicture;
import io.lynceus.vision.drawing.JpegWriter;
import java.awt.image.BufferedImage;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The picture of one frame. */
public final class StillPicture {
    private static final float QUALITY = 0.9f;

    private StillPicture() {}

    /**
     * The picture of the stretch's event as JPEG.
     *
     * @param events of the stretch's frames
     * @param boxes true to draw what was found
     * @param track the only track whose box is drawn; null for all
     * @throws RunError when its packet gives no picture
     */
    public static byte[] jpeg(
            Stretch stretch, List<FrameDetections> events, boolean boxes, @Nullable Long track, Blur blur) {
        FrameBoxes found = new FrameBoxes(events);
        long wanted = stretch.event().getSequence();
        double seconds = stretch.event().getCaptureTime().toEpochMilli() / 1000.0;
        BufferedImage[] taken = {null};
        Pictures.of(stretch, (packet, frame) -> {
            if (packet.getSequence() == wanted) {
                taken[0] = frame.picture(frame.width(), frame.height());
            }
            return taken[0] == null;
        });
        BufferedImage picture = taken[0];
        if (picture == null) {
            throw new RunError("no picture comes of the packet of that frame");
        }
        blur.apply(picture, found.possible(wanted, seconds));
        if (boxes) {
            List<Detection> drawn = found.shown(wanted, seconds).stream()
                    .filter(box -> track == null || Objects.equals(track, box.track()))
                    .toList();
            AnnotatedPicture.draw(picture, drawn);
        }
        try (JpegWriter writer = new JpegWriter(QUALITY)) {
            return writer.write(picture);
        }
    }
}
