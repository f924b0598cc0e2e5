package io.lynceus.trainer.report;

import io.lynceus.trainer.data.Frame;
import io.lynceus.vision.Reason;
import io.lynceus.vision.RunError;
import io.lynceus.vision.boxes.Detection;
import io.lynceus.vision.drawing.AnnotatedPicture;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import javax.imageio.ImageIO;

/** Writes frames with their boxes drawn as JPEG files into one folder. */
public final class FramePainter {
    private final Path folder;

    /**
     * @param folder made when it is missing
     * @throws RunError when the folder cannot be made
     */
    public FramePainter(Path folder) {
        this.folder = folder;
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw new RunError(folder + ": cannot be made: " + Reason.of(e), e);
        }
    }

    /**
     * Writes one frame; a video's are numbered, a picture keeps its name and the folders below the one opened.
     *
     * @param frame at the size at which it is shown
     */
    public void write(Frame frame, List<Detection> detections) {
        BufferedImage picture = Pictures.buffered(frame.inner());
        AnnotatedPicture.draw(picture, detections);
        Path file = folder.resolve(fileName(frame));
        try {
            Files.createDirectories(file.resolveSibling(""));
            ImageIO.write(picture, "jpg", file.toFile());
        } catch (IOException e) {
            throw new RunError(file + ": cannot be written: " + Reason.of(e), e);
        }
    }

    private static String fileName(Frame frame) {
        String number = "#" + frame.index();
        String name = frame.id().endsWith(number)
                ? String.format(
                        Locale.ROOT,
                        "%s-%06d",
                        frame.id().substring(0, frame.id().length() - number.length()),
                        frame.index())
                : frame.id();
        return name.endsWith(".jpg") ? name : name + ".jpg";
    }
}
