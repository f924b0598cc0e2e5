package io.lynceus.processor.analytics;

import io.lynceus.schemas.avro.PathPoint;
import java.io.DataInputStream;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** The way of a track, in few points. One thread. */
final class Path {
    /** Points that are kept; with the latest sight there is one more. */
    static final int MOST = 48;

    private static final int LEAST = 24;
    private static final long EVERY = 200_000;
    /** In parts of the picture: so close to the line between its neighbours a point says nothing. */
    private static final double CLOSE = 0.005;

    private final List<Step> steps = new ArrayList<>();

    private record Step(long time, float x, float y) {}

    /** @param time microseconds since 1970 */
    void add(long time, float x, float y) {
        if (steps.isEmpty() || time - steps.get(steps.size() - 1).time >= EVERY) {
            steps.add(new Step(time, x, y));
        }
        if (steps.size() > MOST) {
            simplify(CLOSE, 0);
            simplify(Double.POSITIVE_INFINITY, LEAST);
        }
    }

    /** Simplified, with the latest sight at its end. */
    List<PathPoint> points(Sight last) {
        simplify(CLOSE, 0);
        List<PathPoint> points = new ArrayList<>(steps.size() + 1);
        for (Step step : steps) {
            points.add(new PathPoint(FrameAt.instant(step.time), step.x, step.y));
        }
        if (steps.isEmpty() || steps.get(steps.size() - 1).time != last.time()) {
            points.add(new PathPoint(FrameAt.instant(last.time()), last.footX(), last.y2()));
        }
        return points;
    }

    /** Leaves out the point that says least, again and again, while that is less than a bound. */
    private void simplify(double bound, int keep) {
        while (steps.size() > Math.max(2, keep)) {
            int least = -1;
            double says = bound;
            for (int i = 1; i < steps.size() - 1; i++) {
                double off = off(steps.get(i - 1), steps.get(i), steps.get(i + 1));
                if (off < says) {
                    says = off;
                    least = i;
                }
            }
            if (least < 0) {
                return;
            }
            steps.remove(least);
        }
    }

    /** How far a point is from the line between its neighbours. */
    private static double off(Step before, Step step, Step after) {
        double x = after.x - before.x;
        double y = after.y - before.y;
        double length = x * x + y * y;
        double along = length == 0 ? 0 : ((step.x - before.x) * x + (step.y - before.y) * y) / length;
        double at = Math.min(1, Math.max(0, along));
        return Math.hypot(step.x - before.x - at * x, step.y - before.y - at * y);
    }

    void write(DataOutput out) throws IOException {
        out.writeInt(steps.size());
        for (Step step : steps) {
            out.writeLong(step.time);
            out.writeFloat(step.x);
            out.writeFloat(step.y);
        }
    }

    static Path read(DataInputStream in) throws IOException {
        Path path = new Path();
        for (int count = in.readInt(); count > 0; count--) {
            path.steps.add(new Step(in.readLong(), in.readFloat(), in.readFloat()));
        }
        return path;
    }
}
