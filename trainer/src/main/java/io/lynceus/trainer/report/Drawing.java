package io.lynceus.trainer.report;

import io.lynceus.vision.Reason;
import io.lynceus.vision.RunError;
import io.lynceus.vision.drawing.Fonts;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.function.Supplier;
import javax.imageio.ImageIO;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Java2D without a screen. */
final class Drawing {
    private static final Logger LOG = LoggerFactory.getLogger(Drawing.class);

    private Drawing() {}

    /** Whether text can be drawn; where it cannot, one warning in the life of the process says why. */
    static boolean possible() {
        return Told.POSSIBLE;
    }

    static BufferedImage canvas(int width, int height) {
        return new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    }

    /** Smooth lines, text and pictures. */
    static Graphics2D pen(BufferedImage canvas) {
        Graphics2D pen = canvas.createGraphics();
        pen.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        pen.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
        pen.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BICUBIC);
        return pen;
    }

    static Font font(int style, int size) {
        return new Font(Font.SANS_SERIF, style, size);
    }

    /** Draws and writes a PNG; a picture that cannot be drawn costs a warning, never the run that it is about. */
    static void write(Supplier<BufferedImage> picture, Path file) {
        BufferedImage drawn;
        try {
            drawn = picture.get();
        } catch (RuntimeException e) {
            LOG.warn("{} could not be drawn: {}", file, e.toString());
            return;
        }
        write(drawn, file);
    }

    /** Writes a PNG, replacing the file in one move. */
    private static void write(BufferedImage picture, Path file) {
        try {
            Path folder = file.toAbsolutePath().getParent();
            Files.createDirectories(folder);
            Path half = Files.createTempFile(folder, ".drawing", ".png");
            try {
                ImageIO.write(picture, "png", half.toFile());
                Files.move(half, file, StandardCopyOption.REPLACE_EXISTING);
            } finally {
                Files.deleteIfExists(half);
            }
        } catch (IOException e) {
            throw new RunError(file + ": cannot be written: " + Reason.of(e), e);
        }
    }

    /** Says once what is missing. */
    private static final class Told {
        static final boolean POSSIBLE = tell();

        private static boolean tell() {
            Fonts.problem()
                    .ifPresent(why -> LOG.warn(
                            "No plots: this Java cannot draw text ({}). Install fontconfig and a font, such as"
                                    + " Debian's fonts-dejavu-core.",
                            why));
            return Fonts.problem().isEmpty();
        }
    }
}
