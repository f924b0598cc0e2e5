package io.lynceus.trainer.report;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.FontMetrics;
import java.awt.Graphics2D;
import java.awt.geom.Rectangle2D;

/** Draws boxes with a tag each on one picture. */
final class BoxPainter {
    private static final Color HALO = new Color(0, 0, 0, 110);

    private final Graphics2D pen;
    private final Rectangle2D bounds;

    /** @param bounds the picture's place on the canvas; tags stay inside */
    BoxPainter(Graphics2D pen, Rectangle2D bounds, int fontSize) {
        this.pen = pen;
        this.bounds = bounds;
        if (Drawing.possible()) {
            pen.setFont(Drawing.font(Font.BOLD, fontSize));
        }
    }

    /** The outline; tags come later, so that no outline crosses a tag. */
    void outline(Rectangle2D box, Color color) {
        pen.setColor(HALO);
        pen.setStroke(new BasicStroke(4));
        pen.draw(box);
        pen.setColor(color);
        pen.setStroke(new BasicStroke(2));
        pen.draw(box);
    }

    /** The tag, above the box where there is room; none without fonts. */
    void tag(Rectangle2D box, String text, Color color) {
        if (!Drawing.possible()) {
            return;
        }
        FontMetrics metrics = pen.getFontMetrics();
        double width = metrics.stringWidth(text) + 6.0;
        double height = metrics.getAscent() + metrics.getDescent();
        double x = Math.max(bounds.getMinX(), Math.min(box.getMinX() - 1, bounds.getMaxX() - width));
        double above = box.getMinY() - height;
        double y = above >= bounds.getMinY() ? above : Math.max(box.getMinY(), bounds.getMinY());
        pen.setColor(color);
        pen.fill(new Rectangle2D.Double(x, y, width, height));
        pen.setColor(Palette.textOn(color));
        pen.drawString(text, (float) (x + 3), (float) (y + metrics.getAscent()));
    }
}
