package io.lynceus.processor.analytics;

import io.lynceus.processor.config.Point;

/** A directed line between two points of the picture. */
final class Segment {
    private final Point first;
    private final Point second;

    Segment(Point first, Point second) {
        this.first = first;
        this.second = second;
    }

    /**
     * How far a point is from the line and what it would be if it went on, in heights of the picture; positive on the
     * right of who goes from the first point to the second.
     *
     * @param aspect the picture's width over its height
     */
    double right(double x, double y, double aspect) {
        double alongX = (second.x() - first.x()) * aspect;
        double alongY = second.y() - first.y();
        double cross = alongX * (y - first.y()) - alongY * (x - first.x()) * aspect;
        return cross / Math.hypot(alongX, alongY);
    }

    /** Whether the straight way between two points leads across, ends included. */
    boolean crosses(double fromX, double fromY, double toX, double toY) {
        return turn(first.x(), first.y(), second.x(), second.y(), fromX, fromY)
                                * turn(first.x(), first.y(), second.x(), second.y(), toX, toY)
                        <= 0
                && turn(fromX, fromY, toX, toY, first.x(), first.y())
                                * turn(fromX, fromY, toX, toY, second.x(), second.y())
                        <= 0;
    }

    private static double turn(double ax, double ay, double bx, double by, double x, double y) {
        return Math.signum((bx - ax) * (y - ay) - (by - ay) * (x - ax));
    }
}
