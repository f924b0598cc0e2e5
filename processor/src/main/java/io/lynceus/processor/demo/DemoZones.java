package io.lynceus.processor.demo;

import io.lynceus.processor.config.Analytics;
import io.lynceus.processor.config.CameraZones;
import io.lynceus.processor.config.LineConfig;
import io.lynceus.processor.config.Point;
import io.lynceus.processor.config.ZoneConfig;
import java.util.List;
import java.util.Map;

/** What the demo watches on its own footage: people on a path and at a junction. */
final class DemoZones {
    /** Short, so that somebody who looks for a minute sees them. */
    private static final double WINDOW = 10;

    private static final double GRACE = 1;
    private static final double LOITERING = 10;
    private static final int CROWDING = 3;

    /** Across the path; forward is towards the left of the picture. */
    private static final LineConfig PATH = new LineConfig("path", new Point(0.42, 0.26), new Point(0.42, 0.62));

    /** Where the road comes in from the right. */
    private static final ZoneConfig JUNCTION = new ZoneConfig(
            "junction",
            List.of(
                    new Point(0.58, 0.33),
                    new Point(0.78, 0.26),
                    new Point(0.96, 0.55),
                    new Point(0.98, 0.84),
                    new Point(0.60, 0.54)),
            List.of("person"),
            null,
            null,
            null,
            null,
            LOITERING,
            CROWDING,
            null);

    private DemoZones() {}

    /** @param own whether the demo plays its own footage; on other pictures there are counts alone */
    static Analytics of(boolean own) {
        return new Analytics(WINDOW, GRACE, own ? Map.of(DemoCameras.footage().name(), street()) : Map.of());
    }

    /** Zones of the demo's own footage. */
    static CameraZones street() {
        return new CameraZones(List.of(JUNCTION), List.of(PATH));
    }
}
