package io.lynceus.vision.drawing;

import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.util.Optional;

/**
 * Whether this Java can write: one without fontconfig or fonts, as in a bare container, throws errors of several kinds
 * from deep inside.
 */
public final class Fonts {
    private static final Optional<String> PROBLEM = probe();

    private Fonts() {}

    /** Why no text can be drawn; empty when it can. Found out once, at the first call. */
    public static Optional<String> problem() {
        return PROBLEM;
    }

    private static Optional<String> probe() {
        if (System.getProperty("java.awt.headless") == null) {
            System.setProperty("java.awt.headless", "true");
        }
        try {
            Graphics2D pen = new BufferedImage(1, 1, BufferedImage.TYPE_3BYTE_BGR).createGraphics();
            int width = pen.getFontMetrics(new Font(Font.SANS_SERIF, Font.PLAIN, 12))
                    .stringWidth("0");
            pen.drawString("0", 0, 0);
            pen.dispose();
            return width > 0 ? Optional.empty() : Optional.of("its letters have no width");
        } catch (RuntimeException | LinkageError | InternalError e) {
            return Optional.of(e.toString());
        }
    }
}
