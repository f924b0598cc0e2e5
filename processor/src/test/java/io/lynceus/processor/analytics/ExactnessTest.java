package io.lynceus.processor.analytics;

import static org.assertj.core.api.Assertions.assertThat;

import io.lynceus.processor.config.Analytics;
import io.lynceus.processor.config.CameraZones;
import io.lynceus.processor.config.LineConfig;
import io.lynceus.processor.config.Point;
import io.lynceus.processor.config.ZoneConfig;
import io.lynceus.schemas.avro.CountWindow;
import java.util.List;
import java.util.Random;
import java.util.function.IntPredicate;
import org.junit.jupiter.api.Test;

/** What is stored is all that is known: a restart after any frame changes nothing. */
class ExactnessTest {
    private static final List<Point> SQUARE =
            List.of(new Point(0.3, 0.3), new Point(0.7, 0.3), new Point(0.7, 0.7), new Point(0.3, 0.7));
    private static final CameraZones ZONES = new CameraZones(
            List.of(
                    new ZoneConfig("yard", SQUARE, null, null, null, null, null, 1.0, 3, SQUARE),
                    new ZoneConfig("slow", SQUARE, List.of("class1"), null, null, 2, 0.3, null, null, null)),
            List.of(new LineConfig("door", new Point(0.1, 0.5), new Point(0.9, 0.5))));
    private static final int FRAMES = 600;

    @Test
    void aRestartAfterAnyFrameChangesNoRecord() {
        Yard undisturbed = run(frame -> false);
        assertThat(undisturbed.events).hasSizeGreaterThan(50);
        assertThat(undisturbed.tracks).hasSizeGreaterThan(50);
        assertThat(undisturbed.windows).hasSizeGreaterThan(3);
        for (int step : new int[] {1, 7, 50}) {
            Yard disturbed = run(frame -> frame % step == 0);
            assertThat(disturbed.events).isEqualTo(undisturbed.events);
            assertThat(disturbed.tracks).isEqualTo(undisturbed.tracks);
            assertThat(disturbed.windows).isEqualTo(undisturbed.windows);
        }
    }

    @Test
    void idsAreUnique() {
        assertIdsAreUnique(run(frame -> false));
    }

    @Test
    void noRecordOfAStageWhoseStateIsLostHasAnIdThatWasThere() {
        Yard yard = new Yard(new Analytics(5.0, 2.0, null), ZONES);
        for (int frame = 0; frame < 500; frame++) {
            yard.person(1, 0.5 + 0.3 * Math.sin(frame * 0.1), 0.5).show(frame * 0.04);
            if (frame % 30 == 29) {
                yard.forget();
            }
        }
        // A window that was written, and of which a late frame comes when nobody knows that any more.
        for (double second : new double[] {21, 28, 24, 28}) {
            if (second < 28) {
                yard.forget();
            }
            yard.person(1, 0.5, 0.5).show(second);
        }
        assertIdsAreUnique(yard);
        assertThat(yard.tracks).hasSizeGreaterThan(20);
        assertThat(yard.windows)
                .extracting(CountWindow::getStart)
                .filteredOn(Yard.START.plusSeconds(20)::equals)
                .hasSize(2);
    }

    private static void assertIdsAreUnique(Yard yard) {
        assertThat(yard.events).extracting(event -> event.getEventId()).doesNotHaveDuplicates();
        assertThat(yard.tracks).extracting(event -> event.getEventId()).doesNotHaveDuplicates();
        assertThat(yard.windows).extracting(window -> window.getWindowId()).doesNotHaveDuplicates();
    }

    @Test
    void aStateOfAnotherVersionIsNotTaken() {
        assertThat(new AnalyticsStage("cam", Analytics.NONE, camera -> ZONES, id -> true, new Yard(ZONES))
                        .restore(99, new byte[0]))
                .isFalse();
    }

    /** Ten objects wander about; now and then one is lost, and another comes. */
    private static Yard run(IntPredicate restart) {
        Random random = new Random(5);
        Yard yard = new Yard(new Analytics(5.0, 0.5, null), ZONES);
        double[][] places = new double[10][2];
        long[] ids = new long[10];
        long next = 1;
        for (int i = 0; i < 10; i++) {
            ids[i] = next++;
        }
        for (int frame = 0; frame < FRAMES; frame++) {
            for (int i = 0; i < 10; i++) {
                places[i][0] = Math.min(0.95, Math.max(0.05, places[i][0] + random.nextGaussian() * 0.03 + 0.003));
                places[i][1] = Math.min(0.95, Math.max(0.15, places[i][1] + random.nextGaussian() * 0.03 + 0.003));
                if (random.nextInt(200) == 0) {
                    yard.over(ids[i]);
                    ids[i] = next++;
                    places[i][0] = random.nextDouble();
                    places[i][1] = random.nextDouble();
                } else if (random.nextInt(10) > 0) {
                    yard.with(
                            ids[i],
                            random.nextInt(4) == 0 ? 1 : i % 2,
                            random.nextDouble(),
                            places[i][0],
                            places[i][1]);
                }
            }
            yard.show(frame * 0.04);
            if (restart.test(frame)) {
                yard.restart();
            }
        }
        return yard;
    }
}
