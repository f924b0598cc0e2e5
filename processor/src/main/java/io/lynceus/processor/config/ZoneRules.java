package io.lynceus.processor.config;

import io.lynceus.vision.UserError;
import java.util.List;
import java.util.regex.Pattern;

/** What zones and lines check alike. */
final class ZoneRules {
    static final double DISTANCE = 0.01;
    static final int FRAMES = 3;

    /** It is part of an event's id, between slashes. */
    private static final Pattern NAME = Pattern.compile("[^/\\p{Cntrl}]{1,100}");

    private ZoneRules() {}

    static void check(String name, List<Point> points, double distance, int frames, double seconds) {
        if (!NAME.matcher(name).matches() || name.isBlank()) {
            throw new UserError("name: '" + name + "' is not 1 to 100 characters without a slash");
        }
        for (Point point : points) {
            if (!point.inPicture()) {
                throw new UserError("points: [" + point.x() + ", " + point.y()
                        + "] is not in the picture: both numbers are from 0 to 1, in parts of its width and height");
            }
        }
        if (!(distance >= 0 && distance <= 0.5)) {
            throw new UserError("distance: " + distance + " is not from 0 to 0.5 heights of the picture");
        }
        if (frames < 1 || frames > 1000) {
            throw new UserError("frames: " + frames + " is not from 1 to 1000");
        }
        if (!(seconds >= 0 && seconds <= 3600)) {
            throw new UserError("seconds: " + seconds + " is not from 0 to 3600");
        }
    }
}
