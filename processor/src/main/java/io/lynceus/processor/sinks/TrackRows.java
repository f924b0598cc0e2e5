package io.lynceus.processor.sinks;

import io.lynceus.schemas.avro.PathPoint;
import io.lynceus.schemas.avro.TrackEvent;
import io.lynceus.schemas.avro.TrackSight;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;

/** The tracks topic: a row of {@code tracks} for each record. */
final class TrackRows implements TopicRows<TrackEvent> {
    private static final String ROW = """
            insert into tracks (camera, track_id, number, day, epoch, change, captured, class_id, label,
                first_time, first_x, first_y, last_time, last_x, last_y, best_frame, best_score, frames, path)
            values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?::jsonb)
            on conflict (camera, track_id, number, day) do update set
                epoch = excluded.epoch, change = excluded.change, captured = excluded.captured, class_id =
                excluded.class_id, label = excluded.label, first_time = excluded.first_time, first_x =
                excluded.first_x, first_y = excluded.first_y, last_time = excluded.last_time, last_x =
                excluded.last_x, last_y = excluded.last_y, best_frame = excluded.best_frame, best_score =
                excluded.best_score, frames = excluded.frames, path = excluded.path""";

    @Override
    public List<String> tables() {
        return List.of("tracks");
    }

    @Override
    public Instant time(TrackEvent value) {
        return value.getCaptureTime();
    }

    @Override
    public Object key(TrackEvent value) {
        return List.of(value.getCamera(), value.getTrackId(), value.getNumber());
    }

    @Override
    public void write(Connection connection, List<Dated<TrackEvent>> records) throws SQLException {
        Sql.run(connection, ROW, records, TrackRows::row);
    }

    private static void row(Sql row, Dated<TrackEvent> record) throws SQLException {
        TrackEvent track = record.value();
        row.put(track.getCamera())
                .put(track.getTrackId())
                .put(track.getNumber())
                .put(record.day())
                .put(track.getEpoch())
                .put(track.getChange().name())
                .put(track.getCaptureTime())
                .put(track.getClassId())
                .put(track.getLabel());
        foot(row, track.getFirst());
        foot(row, track.getLast());
        row.put(track.getBest().getFrameId())
                .put(track.getBest().getScore())
                .put(track.getFrames())
                .put(path(track))
                .row();
    }

    /** When and where an object stood: the middle of its box's lower edge, as in its path. */
    private static void foot(Sql row, TrackSight sight) throws SQLException {
        row.put(sight.getTime()).put((sight.getX1() + sight.getX2()) / 2).put(sight.getY2());
    }

    /** Triples of seconds since the first point, x and y. */
    private static String path(TrackEvent track) {
        return track.getPath().stream()
                .map(point -> "[" + seconds(track, point) + "," + point.getX() + "," + point.getY() + "]")
                .collect(Collectors.joining(",", "[", "]"));
    }

    private static double seconds(TrackEvent track, PathPoint point) {
        return (point.getTime().toEpochMilli() - track.getFirst().getTime().toEpochMilli()) / 1000.0;
    }
}
