package io.lynceus.processor.analytics;

import io.lynceus.processor.config.Point;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** From the picture to the ground: the projection that takes four points to four others. */
final class Homography {
    private static final double LEAST = 1e-9;

    private final double[] h;
    /** Sign of the corners' denominators. */
    private final double side;

    private Homography(double[] h, double side) {
        this.h = h;
        this.side = side;
    }

    /** @return null where three of the points lie on one line, and no projection is meant */
    static @Nullable Homography of(List<Point> from, List<Point> to) {
        double[][] rows = new double[8][];
        for (int i = 0; i < 4; i++) {
            double x = from.get(i).x();
            double y = from.get(i).y();
            double u = to.get(i).x();
            double v = to.get(i).y();
            rows[2 * i] = new double[] {x, y, 1, 0, 0, 0, -u * x, -u * y, u};
            rows[2 * i + 1] = new double[] {0, 0, 0, x, y, 1, -v * x, -v * y, v};
        }
        for (int column = 0; column < 8; column++) {
            int pivot = column;
            for (int row = column + 1; row < 8; row++) {
                pivot = Math.abs(rows[row][column]) > Math.abs(rows[pivot][column]) ? row : pivot;
            }
            if (Math.abs(rows[pivot][column]) < LEAST) {
                return null;
            }
            double[] swapped = rows[column];
            rows[column] = rows[pivot];
            rows[pivot] = swapped;
            for (int row = 0; row < 8; row++) {
                double factor = row == column ? 0 : rows[row][column] / rows[column][column];
                for (int i = column; i < 9; i++) {
                    rows[row][i] -= factor * rows[column][i];
                }
            }
        }
        double[] h = new double[8];
        for (int i = 0; i < 8; i++) {
            h[i] = rows[i][8] / rows[i][i];
        }
        Point corner = from.get(0);
        return new Homography(h, Math.signum(h[6] * corner.x() + h[7] * corner.y() + 1));
    }

    /** Metres between two points of the picture; NaN where one of them is not on the ground, but above its horizon. */
    double metres(double x1, double y1, double x2, double y2) {
        if (!isGround(x1, y1) || !isGround(x2, y2)) {
            return Double.NaN;
        }
        return Math.hypot(x(x1, y1) - x(x2, y2), y(x1, y1) - y(x2, y2));
    }

    /** On the same side of the horizon as the corners. */
    private boolean isGround(double x, double y) {
        return side * (h[6] * x + h[7] * y + 1) > LEAST;
    }

    double x(double x, double y) {
        return (h[0] * x + h[1] * y + h[2]) / (h[6] * x + h[7] * y + 1);
    }

    double y(double x, double y) {
        return (h[3] * x + h[4] * y + h[5]) / (h[6] * x + h[7] * y + 1);
    }
}
