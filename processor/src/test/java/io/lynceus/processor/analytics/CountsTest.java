package io.lynceus.processor.analytics;

import static org.assertj.core.api.Assertions.assertThat;

import io.lynceus.processor.config.Analytics;
import io.lynceus.processor.config.CameraZones;
import io.lynceus.processor.config.LineConfig;
import io.lynceus.processor.config.Point;
import io.lynceus.processor.config.ZoneConfig;
import io.lynceus.schemas.avro.ClassCount;
import io.lynceus.schemas.avro.CountPlace;
import io.lynceus.schemas.avro.CountWindow;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class CountsTest {
    private static final CameraZones ZONES = new CameraZones(
            List.of(new ZoneConfig(
                    "yard",
                    List.of(new Point(0.4, 0.4), new Point(0.6, 0.4), new Point(0.6, 0.6), new Point(0.4, 0.6)))),
            List.of(new LineConfig("door", new Point(0.5, 0), new Point(0.5, 1))));

    private final Yard yard = new Yard(new Analytics(10.0, 1.0, null), ZONES);

    @Test
    void aWindowIsWrittenOnceWithAllThatHappenedInIt() {
        for (int i = 0; i < 120; i++) {
            double second = i * 0.1;
            // One crosses the yard and the line to the left, backwards as it were; one stands in the yard all the time.
            yard.person(1, Math.max(0.2, 0.8 - second * 0.1), 0.5)
                    .person(2, 0.55, 0.45)
                    .show(second);
        }
        assertThat(yard.windows).hasSize(1);
        CountWindow window = yard.windows.get(0);
        assertThat(window.getStart()).isEqualTo(Yard.START);
        assertThat(window.getEnd()).isEqualTo(Yard.START.plusSeconds(10));
        assertThat(window.getFrames()).isEqualTo(100);
        assertThat(window.getFrameId()).isEqualTo("cam:1:110");
        assertThat(window.getWindowId()).isEqualTo("cam:1:110/" + Yard.START.toEpochMilli() + "000");
        assertThat(window.getCounts())
                .extracting(ClassCount::getPlace)
                .containsExactly(CountPlace.PICTURE, CountPlace.ZONE, CountPlace.LINE);
        ClassCount picture = window.getCounts().get(0);
        assertThat(picture.getTracks()).isEqualTo(2);
        assertThat(picture.getStarted()).isEqualTo(2);
        assertThat(picture.getMost()).isEqualTo(2);
        assertThat(picture.getObjectFrames()).isEqualTo(200);
        ClassCount zone = window.getCounts().get(1);
        assertThat(zone.getEntered()).isEqualTo(2);
        assertThat(zone.getLeft()).isEqualTo(1);
        assertThat(zone.getTracks()).isEqualTo(2);
        assertThat(zone.getMost()).isEqualTo(2);
        assertThat(zone.getDwellMillis()).isBetween(1900L, 2100L);
        ClassCount line = window.getCounts().get(2);
        assertThat(line.getForward()).isEqualTo(1);
        assertThat(line.getBackward()).isZero();
        assertThat(window.getHeat().getCells().stream()
                        .mapToLong(Long::longValue)
                        .sum())
                .isEqualTo(200);
        assertThat(window.getHeat().getCells().get(8 * 32 + 17)).isGreaterThanOrEqualTo(100);
    }

    @Test
    void framesThatAreLateAreCountedWhileTheGraceLastsAndThenAreSaidToBeLate() {
        yard.person(1, 0.1, 0.1).show(9.9);
        yard.person(1, 0.1, 0.1).show(10.5);
        yard.person(1, 0.1, 0.1).show(9.95);
        yard.person(1, 0.1, 0.1).show(11.2);
        assertThat(yard.windows).hasSize(1);
        assertThat(yard.windows.get(0).getFrames()).isEqualTo(2);
        yard.person(1, 0.1, 0.1).show(9.96);
        yard.person(1, 0.1, 0.1).show(21.1);
        assertThat(yard.windows).hasSize(2);
        assertThat(yard.windows.get(1).getFrames()).isEqualTo(2);
        assertThat(yard.windows.get(1).getLateFrames()).isEqualTo(1);
    }

    @Test
    void aClockThatIsSetBackForGoodBeginsAnewAndNoIdIsGivenTwice() {
        for (int i = 0; i < 3; i++) {
            yard.show(i * 12);
        }
        yard.show(-3600);
        for (int i = 0; i < 3; i++) {
            yard.show(i * 12);
        }
        assertThat(yard.windows).hasSize(6);
        assertThat(yard.windows).extracting(CountWindow::getWindowId).doesNotHaveDuplicates();
        assertThat(yard.windows).extracting(CountWindow::getFrames).containsOnly(1L);
    }

    @Test
    void windowsOfAnotherLengthBeginWhereThoseBeforeEndAndLoseNoFrame() {
        for (int second = 0; second < 20; second++) {
            yard.show(second);
        }
        yard.restart(new Analytics(60.0, 5.0, null));
        for (int second = 20; second < 180; second++) {
            yard.show(second);
        }
        assertThat(yard.windows)
                .extracting(window ->
                        Duration.between(Yard.START, window.getStart()).toSeconds())
                .containsExactly(0L, 10L, 20L, 60L);
        assertThat(yard.windows).extracting(CountWindow::getFrames).containsExactly(10L, 10L, 40L, 60L);
    }
}
