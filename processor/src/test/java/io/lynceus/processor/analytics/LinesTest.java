package io.lynceus.processor.analytics;

import static org.assertj.core.api.Assertions.assertThat;

import io.lynceus.processor.config.Allowed;
import io.lynceus.processor.config.CameraZones;
import io.lynceus.processor.config.LineConfig;
import io.lynceus.processor.config.Point;
import io.lynceus.schemas.avro.ZoneEvent;
import java.util.List;
import org.junit.jupiter.api.Test;

class LinesTest {
    /** From left to right: forward is downwards. */
    private static final LineConfig DOOR = new LineConfig("door", new Point(0.3, 0.5), new Point(0.7, 0.5));

    private final Yard yard = new Yard(new CameraZones(null, List.of(DOOR)));
    private int frame;

    private void walk(long id, double x, double y, double toX, double toY) {
        int steps = 25;
        for (int i = 0; i <= steps; i++) {
            yard.person(id, x + (toX - x) * i / steps, y + (toY - y) * i / steps)
                    .show(frame++ * 0.04);
        }
    }

    @Test
    void whoGoesAcrossIsCountedInItsDirection() {
        walk(1, 0.5, 0.3, 0.5, 0.7);
        walk(2, 0.6, 0.7, 0.4, 0.3);
        walk(1, 0.5, 0.7, 0.5, 0.3);
        assertThat(yard.kinds())
                .containsExactly("door CROSSED FORWARD 1", "door CROSSED BACKWARD 2", "door CROSSED BACKWARD 1");
        assertThat(yard.events).extracting(ZoneEvent::getWrongDirection).containsOnly(false);
    }

    @Test
    void whoGoesAroundItsEndDoesNotCross() {
        walk(1, 0.5, 0.3, 0.9, 0.5);
        walk(1, 0.9, 0.5, 0.5, 0.7);
        assertThat(yard.kinds()).isEmpty();
        walk(1, 0.5, 0.7, 0.5, 0.3);
        assertThat(yard.kinds()).as("its side is known all the same").containsExactly("door CROSSED BACKWARD 1");
    }

    @Test
    void aBoxThatFlickersOnTheLineCrossesOnce() {
        walk(1, 0.5, 0.3, 0.5, 0.5);
        for (int i = 0; i < 200; i++) {
            yard.person(1, 0.5, 0.5 + (i % 3 == 0 ? 0.012 : -0.012)).show(frame++ * 0.04);
        }
        assertThat(yard.kinds()).isEmpty();
        walk(1, 0.5, 0.5, 0.5, 0.7);
        assertThat(yard.kinds()).containsExactly("door CROSSED FORWARD 1");
    }

    @Test
    void whoStandsOnTheLineAndTurnsBackDoesNotCross() {
        walk(1, 0.5, 0.3, 0.5, 0.5);
        walk(1, 0.5, 0.5, 0.5, 0.3);
        assertThat(yard.kinds()).isEmpty();
    }

    @Test
    void aLongGapBetweenTwoSightsIsAWayAcross() {
        for (int i = 0; i < 3; i++) {
            yard.person(1, 0.5, 0.4).show(i * 0.04);
        }
        for (int i = 0; i < 3; i++) {
            yard.person(1, 0.5, 0.6).show(2 + i * 0.04);
        }
        assertThat(yard.kinds()).containsExactly("door CROSSED FORWARD 1");
        assertThat(yard.events.get(0).getTime()).isEqualTo(Yard.START.plusSeconds(2));
    }

    @Test
    void theWrongDirectionIsSaid() {
        yard.draw(new CameraZones(
                null, List.of(new LineConfig("exit", DOOR.points(), null, null, null, null, null, Allowed.FORWARD))));
        walk(1, 0.5, 0.3, 0.5, 0.7);
        walk(1, 0.5, 0.7, 0.5, 0.3);
        assertThat(yard.events).extracting(ZoneEvent::getWrongDirection).containsExactly(false, true);
    }
}
