package io.lynceus.schemas;

import static org.assertj.core.api.Assertions.assertThat;

import io.lynceus.schemas.avro.ClassCount;
import io.lynceus.schemas.avro.CountPlace;
import io.lynceus.schemas.avro.CountWindow;
import io.lynceus.schemas.avro.CrossingDirection;
import io.lynceus.schemas.avro.HeatMap;
import io.lynceus.schemas.avro.PathPoint;
import io.lynceus.schemas.avro.TrackChange;
import io.lynceus.schemas.avro.TrackEvent;
import io.lynceus.schemas.avro.TrackSight;
import io.lynceus.schemas.avro.ZoneEvent;
import io.lynceus.schemas.avro.ZoneEventKind;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Tracks, zone events and counts as bytes and back. */
class AnalyticsSerdeTest {
    private static final TrackSight SIGHT = new TrackSight("gate:1:7", Records.TIME, 0.9f, 0.1f, 0.2f, 0.3f, 0.4f);

    @Test
    void aTrackComesBackAsItWas() {
        TrackEvent track = TrackEvent.newBuilder()
                .setEventId("gate/17/0")
                .setCamera("gate")
                .setTrackId(17)
                .setNumber(0)
                .setChange(TrackChange.STARTED)
                .setFrameId("gate:1:7")
                .setEpoch(1)
                .setCaptureTime(Records.TIME)
                .setClassId(0)
                .setLabel("person")
                .setFirst(SIGHT)
                .setLast(SIGHT)
                .setBest(SIGHT)
                .setFrames(1)
                .setPath(List.of(new PathPoint(Records.TIME, 0.2f, 0.4f)))
                .build();
        byte[] bytes = new TrackEventSerde().serializer().serialize("t", track);
        assertThat(new TrackEventDeserializer().deserialize("t", bytes)).isEqualTo(track);
    }

    @Test
    void aZoneEventComesBackAsItWas() {
        ZoneEvent event = ZoneEvent.newBuilder()
                .setEventId("gate:1:7/door/CROSSED/17")
                .setCamera("gate")
                .setZone("door")
                .setKind(ZoneEventKind.CROSSED)
                .setFrameId("gate:1:7")
                .setEpoch(1)
                .setCaptureTime(Records.TIME)
                .setTime(Records.TIME)
                .setTrackId(17L)
                .setDirection(CrossingDirection.BACKWARD)
                .setWrongDirection(true)
                .setSpeedKmh(4.5f)
                .build();
        byte[] bytes = new ZoneEventSerde().serializer().serialize("t", event);
        assertThat(new ZoneEventDeserializer().deserialize("t", bytes)).isEqualTo(event);
    }

    @Test
    void aWindowOfCountsComesBackAsItWas() {
        CountWindow window = CountWindow.newBuilder()
                .setWindowId("gate/0")
                .setCamera("gate")
                .setStart(Records.TIME)
                .setEnd(Records.TIME.plusSeconds(60))
                .setFrameId("gate:1:7")
                .setEpoch(1)
                .setFrames(600)
                .setCounts(List.of(ClassCount.newBuilder()
                        .setPlace(CountPlace.LINE)
                        .setZone("door")
                        .setClassId(0)
                        .setLabel("person")
                        .setForward(3)
                        .build()))
                .setHeat(new HeatMap(2, 1, List.of(5L, 0L)))
                .build();
        byte[] bytes = new CountWindowSerde().serializer().serialize("t", window);
        assertThat(new CountWindowDeserializer().deserialize("t", bytes)).isEqualTo(window);
    }
}
