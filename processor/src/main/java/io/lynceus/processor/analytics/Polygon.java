package io.lynceus.processor.analytics;

import io.lynceus.processor.config.Point;
import java.util.List;

/**
 * A zone's area. Edges that lie on the picture's edge are no border: an object that is cut off there is in. Lengths are
 * in heights of the picture.
 */
final class Polygon {
    private static final double EDGE = 0.005;
    private static final double INSIDE = 1e-6;

    private final List<Point> corners;

    Polygon(List<Point> corners) {
        this.corners = corners;
    }

    /**
     * How far a point is from the border, positive inside.
     *
     * @param aspect the picture's width over its height
     */
    double depth(double x, double y, double aspect) {
        // What lies on the picture's edge is beside it for the sake of the count of edges below.
        double px = Math.min(1 - INSIDE, Math.max(INSIDE, x));
        double py = Math.min(1 - INSIDE, Math.max(INSIDE, y));
        boolean inside = false;
        double nearest = Double.POSITIVE_INFINITY;
        Point from = corners.get(corners.size() - 1);
        for (Point to : corners) {
            double toX = snapped(to.x());
            double toY = snapped(to.y());
            double fromX = snapped(from.x());
            double fromY = snapped(from.y());
            if (fromY > py != toY > py && px < (toX - fromX) * (py - fromY) / (toY - fromY) + fromX) {
                inside = !inside;
            }
            if (!onEdge(fromX, toX) && !onEdge(fromY, toY)) {
                nearest = Math.min(nearest, distance(px * aspect, py, fromX * aspect, fromY, toX * aspect, toY));
            }
            from = to;
        }
        return inside ? nearest : -nearest;
    }

    boolean contains(double x, double y) {
        return depth(x, y, 1) > 0;
    }

    /** Who draws by hand does not hit the picture's edge exactly. */
    private static double snapped(double value) {
        return value < EDGE ? 0 : value > 1 - EDGE ? 1 : value;
    }

    private static boolean onEdge(double from, double to) {
        return from == to && (from == 0 || from == 1);
    }

    private static double distance(double x, double y, double x1, double y1, double x2, double y2) {
        double length = (x2 - x1) * (x2 - x1) + (y2 - y1) * (y2 - y1);
        double along = length == 0 ? 0 : ((x - x1) * (x2 - x1) + (y - y1) * (y2 - y1)) / length;
        double at = Math.min(1, Math.max(0, along));
        return Math.hypot(x - x1 - at * (x2 - x1), y - y1 - at * (y2 - y1));
    }
}
