package io.lynceus.processor.analytics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.lynceus.processor.config.Point;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class HomographyTest {
    /** A road of 8 by 20 metres that runs away from the viewer: its sides meet at y = 0.2. */
    private static final List<Point> ROAD =
            List.of(new Point(0.4, 0.4), new Point(0.6, 0.4), new Point(0.8, 0.8), new Point(0.2, 0.8));

    private static final List<Point> METRES =
            List.of(new Point(0, 20), new Point(8, 20), new Point(8, 0), new Point(0, 0));

    private final Homography ground = Objects.requireNonNull(Homography.of(ROAD, METRES));

    @Test
    void cornersAreAsFarApartAsOnTheGround() {
        assertThat(ground.metres(0.2, 0.8, 0.8, 0.8)).isCloseTo(8, within(1e-6));
        assertThat(ground.metres(0.2, 0.8, 0.4, 0.4)).isCloseTo(20, within(1e-6));
    }

    @Test
    void aboveTheHorizonThereIsNoGround() {
        assertThat(ground.metres(0.5, 0.6, 0.5, 0.25)).isPositive();
        assertThat(ground.metres(0.5, 0.6, 0.5, 0.15)).isNaN();
        assertThat(ground.metres(0.5, 0.1, 0.5, 0.6)).isNaN();
    }
}
