package io.lynceus.trainer.report;

import io.lynceus.trainer.data.Frame;
import io.lynceus.trainer.data.LabelBox;
import io.lynceus.trainer.evaluation.Detection;
import io.lynceus.vision.RunError;
import java.awt.Graphics2D;
import java.awt.geom.Rectangle2D;
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
    private final List<String> classNames;

    /**
     * @param folder made when it is missing
     * @param classNames by index; a class beyond them is drawn by its number
     * @throws RunError when the folder cannot be made
     */
    public FramePainter(Path folder, List<String> classNames) {
        this.folder = folder;
        this.classNames = List.copyOf(classNames);
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw new RunError(folder + ": cannot be made: " + e.getMessage(), e);
        }
    }

    /**
     * Writes one frame; a video's are numbered, a picture keeps its name.
     *
     * @param frame whose input is shown
     * @param detections in pixels of the frame's source
     */
    public void write(Frame frame, List<Detection> detections) {
        BufferedImage picture = Pictures.buffered(frame.input());
        Graphics2D pen = Drawing.pen(picture);
        BoxPainter painter =
                new BoxPainter(pen, new Rectangle2D.Double(0, 0, picture.getWidth(), picture.getHeight()), 13);
        for (Detection d : detections) {
            painter.outline(place(frame, d), Palette.of(d.classId()));
        }
        for (Detection d : detections) {
            String name = d.classId() < classNames.size() ? classNames.get(d.classId()) : Integer.toString(d.classId());
            painter.tag(
                    place(frame, d), String.format(Locale.ROOT, "%s %.2f", name, d.score()), Palette.of(d.classId()));
        }
        pen.dispose();
        Path file = folder.resolve(fileName(frame));
        try {
            ImageIO.write(picture, "jpg", file.toFile());
        } catch (IOException e) {
            throw new RunError(file + ": cannot be written: " + e.getMessage(), e);
        }
    }

    private static Rectangle2D place(Frame frame, Detection d) {
        LabelBox box = frame.letterbox().toInput(new LabelBox(d.classId(), d.x1(), d.y1(), d.x2(), d.y2()));
        return new Rectangle2D.Double(box.x1(), box.y1(), box.x2() - box.x1(), box.y2() - box.y1());
    }

    private static String fileName(Frame frame) {
        int hash = frame.id().lastIndexOf('#');
        String name = hash < 0
                ? frame.id()
                : String.format(Locale.ROOT, "%s-%06d", frame.id().substring(0, hash), frame.index());
        return name.endsWith(".jpg") ? name : name + ".jpg";
    }
}
