package io.lynceus.processor.analytics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.lynceus.processor.config.CameraZones;
import io.lynceus.processor.config.Point;
import io.lynceus.processor.config.ZoneConfig;
import io.lynceus.schemas.avro.ZoneEvent;
import io.lynceus.schemas.avro.ZoneEventKind;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ZonesTest {
    private static final List<Point> SQUARE =
            List.of(new Point(0.4, 0.4), new Point(0.6, 0.4), new Point(0.6, 0.6), new Point(0.4, 0.6));
    private static final double FRAME = 0.04;

    private static CameraZones zone(@Nullable Double seconds, @Nullable Double loitering, @Nullable Integer crowding) {
        return new CameraZones(
                List.of(new ZoneConfig(
                        "yard", SQUARE, List.of("class0"), null, null, null, seconds, loitering, crowding, null)),
                null);
    }

    private static void stand(Yard yard, double from, double to, double... feet) {
        for (double second = from; second < to; second += FRAME) {
            for (int i = 0; i < feet.length; i += 2) {
                yard.person(i / 2 + 1, feet[i], feet[i + 1]);
            }
            yard.show(second);
        }
    }

    @Test
    void whoWalksThroughEntersAndLeavesOnceAndItIsKnownWhen() {
        Yard yard = new Yard(zone(null, null, null));
        for (int i = 0; i <= 100; i++) {
            yard.person(1, 0.3 + i * 0.004, 0.5).show(i * FRAME);
        }
        assertThat(yard.kinds()).containsExactly("yard ENTERED 1", "yard LEFT 1");
        ZoneEvent in = yard.events.get(0);
        ZoneEvent out = yard.events.get(1);
        // 0.01 behind the border, in frame 28 and 78; decided two frames later.
        assertThat(in.getTime()).isEqualTo(Yard.START.plusMillis(28 * 40));
        assertThat(in.getFrameId()).isEqualTo("cam:1:30");
        assertThat(in.getOccupancy()).isEqualTo(1);
        assertThat(out.getTime()).isEqualTo(Yard.START.plusMillis(78 * 40));
        assertThat(out.getDwellMillis()).isEqualTo(2000);
        assertThat(out.getSince()).isEqualTo(in.getTime());
        assertThat(out.getOccupancy()).isZero();
        assertThat(out.getEventId()).isEqualTo("cam:1:80/yard/LEFT/1");
    }

    @Test
    void aBoxThatFlickersOnTheBorderCountsOnce() {
        Yard yard = new Yard(zone(null, null, null));
        for (int i = 0; i < 200; i++) {
            double jitter = i % 2 == 0 ? 0.015 : -0.015;
            yard.person(1, 0.4 + (i < 100 ? jitter : 0.05 + jitter), 0.5).show(i * FRAME);
        }
        assertThat(yard.kinds()).containsExactly("yard ENTERED 1");
    }

    @Test
    void whoIsInForTooShortATimeWasNotThere() {
        Yard yard = new Yard(zone(1.0, null, null));
        stand(yard, 0, 0.9, 0.5, 0.5);
        stand(yard, 0.9, 2, 0.2, 0.2);
        assertThat(yard.kinds()).isEmpty();
        stand(yard, 2, 3.2, 0.5, 0.5);
        assertThat(yard.kinds()).containsExactly("yard ENTERED 1");
    }

    @Test
    void otherClassesAndBoxesWithoutATrackDoNotCount() {
        Yard yard = new Yard(zone(null, null, null));
        for (int i = 0; i < 20; i++) {
            yard.with(7L, 1, 0.9, 0.5, 0.5).with(null, 0, 0.9, 0.5, 0.5).show(i * FRAME);
        }
        assertThat(yard.kinds()).isEmpty();
    }

    @Test
    void whoStaysTooLongLoitersFromThenUntilHeLeaves() {
        Yard yard = new Yard(zone(null, 2.0, null));
        stand(yard, 0, 5, 0.5, 0.5);
        stand(yard, 5, 6, 0.2, 0.2);
        assertThat(yard.kinds())
                .containsExactly("yard ENTERED 1", "yard LOITERING_STARTED 1", "yard LOITERING_ENDED 1", "yard LEFT 1");
        ZoneEvent start = yard.events.get(1);
        ZoneEvent end = yard.events.get(2);
        assertThat(start.getDwellMillis()).isBetween(2000L, 2040L);
        assertThat(end.getConditionId()).isEqualTo(start.getEventId()).isEqualTo(start.getConditionId());
        assertThat(end.getDwellMillis()).isEqualTo(5000);
    }

    @Test
    void loiteringEndsWithItsZoneAlsoWhereTheTrackEndsInTheSameFrame() {
        Yard yard = new Yard(zone(null, 2.0, null));
        stand(yard, 0, 5, 0.5, 0.5);
        yard.over(1).draw(CameraZones.NONE);
        yard.show(6);
        assertThat(yard.kinds())
                .containsExactly("yard ENTERED 1", "yard LOITERING_STARTED 1", "yard LOITERING_ENDED 1");
    }

    @Test
    void moreThanAllowedAreACrowdUntilTheyAreFewer() {
        Yard yard = new Yard(zone(null, null, 1));
        stand(yard, 0, 1, 0.5, 0.5);
        stand(yard, 1, 2, 0.5, 0.5, 0.55, 0.5);
        stand(yard, 2, 3, 0.5, 0.5, 0.8, 0.5);
        assertThat(yard.kinds())
                .containsExactly(
                        "yard ENTERED 1",
                        "yard ENTERED 2",
                        "yard CROWDING_STARTED",
                        "yard LEFT 2",
                        "yard CROWDING_ENDED");
        assertThat(yard.events.get(2).getOccupancy()).isEqualTo(2);
        assertThat(yard.events.get(4).getConditionId())
                .isEqualTo(yard.events.get(2).getEventId());
        assertThat(yard.events.get(4).getDwellMillis()).isEqualTo(1000);
    }

    @Test
    void whoseTrackEndsInTheZoneHasLeftItWhenItWasLastSeen() {
        Yard yard = new Yard(zone(null, null, null));
        stand(yard, 0, 1, 0.5, 0.5);
        yard.show(1.5);
        assertThat(yard.kinds()).as("it may be seen again").containsExactly("yard ENTERED 1");
        yard.over(1).show(2);
        assertThat(yard.kinds()).containsExactly("yard ENTERED 1", "yard LEFT 1");
        assertThat(yard.events.get(1).getTime()).isEqualTo(Yard.START.plusMillis(960));
        assertThat(yard.events.get(1).getDwellMillis()).isEqualTo(960);
    }

    @Test
    void anObjectThatThePicturesEdgeCutsOffIsInAZoneThatReachesThere() {
        CameraZones zones = new CameraZones(
                List.of(new ZoneConfig(
                        "front",
                        List.of(new Point(0.001, 0.7), new Point(1, 0.7), new Point(1, 0.999), new Point(0, 1)))),
                null);
        Yard yard = new Yard(zones);
        for (int i = 0; i < 5; i++) {
            yard.person(1, 0.5, 1.0).show(i * FRAME);
        }
        assertThat(yard.kinds()).containsExactly("front ENTERED 1");
    }

    @Test
    void aZoneThatKnowsItsDistancesSaysHowFastSomethingGoes() {
        // Ten metres wide and ten deep, seen straight from above.
        ZoneConfig ground = new ZoneConfig(
                "road",
                List.of(new Point(0, 0), new Point(1, 0), new Point(1, 1), new Point(0, 1)),
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                List.of(new Point(0, 0), new Point(10, 0), new Point(10, 10), new Point(0, 10)));
        ZoneConfig gate = new ZoneConfig("gate", SQUARE);
        Yard yard = new Yard(new CameraZones(List.of(ground, gate), null));
        for (int i = 0; i <= 75; i++) {
            // 0.2 of ten metres a second: 2 m/s.
            yard.person(1, 0.1 + i * FRAME * 0.2, 0.5).show(i * FRAME);
        }
        assertThat(yard.events)
                .filteredOn(event -> event.getZone().equals("gate"))
                .hasSize(2)
                .allSatisfy(event -> assertThat(event.getSpeedKmh()).isCloseTo(7.2f, within(0.1f)));
        assertThat(yard.events.get(0).getSpeedKmh())
                .as("not seen for long enough")
                .isNull();
    }

    @Test
    void zonesThatChangeLeaveTheOthersAsTheyAreAndEndWhatLasts() {
        ZoneConfig near = new ZoneConfig("near", SQUARE, null, null, null, null, null, 1.0, null, null);
        ZoneConfig far = new ZoneConfig("far", SQUARE);
        Yard yard = new Yard(new CameraZones(List.of(near, far), null));
        stand(yard, 0, 2, 0.5, 0.5);
        String before = yard.events.get(0).getZonesVersion();
        yard.draw(new CameraZones(List.of(far), null));
        stand(yard, 2, 3, 0.5, 0.5);
        stand(yard, 3, 4, 0.2, 0.2);
        assertThat(yard.kinds())
                .containsExactly(
                        "near ENTERED 1",
                        "far ENTERED 1",
                        "near LOITERING_STARTED 1",
                        "near LOITERING_ENDED 1",
                        "far LEFT 1");
        assertThat(yard.events.get(4).getZonesVersion()).isNotEqualTo(before).hasSize(12);
        assertThat(yard.events.get(4).getDwellMillis()).isEqualTo(3000);
        assertThat(yard.events).extracting(ZoneEvent::getKind).doesNotContain(ZoneEventKind.UNKNOWN);
    }
}
