package io.lynceus.processor.sinks;

import io.lynceus.schemas.avro.ZoneEvent;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;

/** The zone-events topic: a row of {@code zone_events} for each record. */
final class ZoneEventRows implements TopicRows<ZoneEvent> {
    private static final String ROW = """
            insert into zone_events (event_id, day, camera, zone, kind, epoch, captured, happened, track_id,
                class_id, label, x, y, direction, wrong_direction, since, dwell_millis, occupancy, speed_kmh,
                condition_id)
            values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            on conflict (event_id, day) do update set
                camera = excluded.camera, zone = excluded.zone, kind = excluded.kind, epoch = excluded.epoch, captured
                = excluded.captured, happened = excluded.happened, track_id = excluded.track_id, class_id =
                excluded.class_id, label = excluded.label, x = excluded.x, y = excluded.y, direction =
                excluded.direction, wrong_direction = excluded.wrong_direction, since = excluded.since,
                dwell_millis = excluded.dwell_millis, occupancy = excluded.occupancy, speed_kmh =
                excluded.speed_kmh, condition_id = excluded.condition_id""";

    @Override
    public List<String> tables() {
        return List.of("zone_events");
    }

    @Override
    public Instant time(ZoneEvent value) {
        return value.getCaptureTime();
    }

    @Override
    public Object key(ZoneEvent value) {
        return value.getEventId();
    }

    @Override
    public void write(Connection connection, List<Dated<ZoneEvent>> records) throws SQLException {
        Sql.run(connection, ROW, records, ZoneEventRows::row);
    }

    private static void row(Sql row, Dated<ZoneEvent> record) throws SQLException {
        ZoneEvent event = record.value();
        row.put(event.getEventId())
                .put(record.day())
                .put(event.getCamera())
                .put(event.getZone())
                .put(event.getKind().name())
                .put(event.getEpoch())
                .put(event.getCaptureTime())
                .put(event.getTime())
                .put(event.getTrackId())
                .put(event.getClassId())
                .put(event.getLabel())
                .put(event.getX())
                .put(event.getY())
                .put(event.getDirection() == null ? null : event.getDirection().name())
                .put(event.getWrongDirection())
                .time(event.getSince())
                .put(event.getDwellMillis())
                .put(event.getOccupancy())
                .put(event.getSpeedKmh())
                .put(event.getConditionId())
                .row();
    }
}
