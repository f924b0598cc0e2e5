package io.lynceus.processor.sinks;

import io.lynceus.schemas.avro.Detection;
import io.lynceus.schemas.avro.FrameDetections;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;

/** The detections topic: a row of {@code frames} for each record, and one of {@code detections} for each object. */
final class FrameRows implements TopicRows<FrameDetections> {
    private static final String FRAME = """
            insert into frames (camera, epoch, sequence, application, day, ingested, captured, captured_by, processed,
                last_sequence, frame_count, width, height, status, reason, damaged, model, model_version, engine)
            values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            on conflict (camera, epoch, sequence, application, day) do update set
                ingested = excluded.ingested, captured = excluded.captured, captured_by = excluded.captured_by,
                processed = excluded.processed, last_sequence = excluded.last_sequence,
                frame_count = excluded.frame_count, width = excluded.width, height = excluded.height,
                status = excluded.status, reason = excluded.reason, damaged = excluded.damaged, model = excluded.model,
                model_version = excluded.model_version, engine = excluded.engine""";
    private static final String CLEAR =
            "delete from detections where camera = ? and epoch = ? and sequence = ? and application = ? and day = ?";
    private static final String DETECTION = """
            insert into detections (camera, epoch, sequence, application, number, day, captured, class_id, label, score,
                x1, y1, x2, y2, track_id)
            values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""";

    @Override
    public List<String> tables() {
        return List.of("frames", "detections");
    }

    @Override
    public Instant time(FrameDetections value) {
        return value.getCaptureTime();
    }

    @Override
    public Object key(FrameDetections value) {
        return List.of(value.getCamera(), value.getEpoch(), value.getSequence(), value.getApplication());
    }

    @Override
    public void write(Connection connection, List<Dated<FrameDetections>> records) throws SQLException {
        try (PreparedStatement frame = connection.prepareStatement(FRAME);
                PreparedStatement clear = connection.prepareStatement(CLEAR);
                PreparedStatement detection = connection.prepareStatement(DETECTION)) {
            Sql frames = new Sql(frame);
            Sql cleared = new Sql(clear);
            Sql detections = new Sql(detection);
            for (Dated<FrameDetections> record : records) {
                frame(frames, record);
                key(cleared, record.value()).put(record.day()).row();
                for (int number = 0; number < record.value().getDetections().size(); number++) {
                    detection(detections, record, number);
                }
            }
            frame.executeBatch();
            clear.executeBatch();
            detection.executeBatch();
        }
    }

    private static Sql key(Sql row, FrameDetections event) throws SQLException {
        return row.put(event.getCamera())
                .put(event.getEpoch())
                .put(event.getSequence())
                .put(event.getApplication());
    }

    private static void frame(Sql row, Dated<FrameDetections> record) throws SQLException {
        FrameDetections event = record.value();
        key(row, event)
                .put(record.day())
                .put(event.getIngestTime())
                .put(event.getCaptureTime())
                .put(event.getCaptureTimeSource().name())
                .put(event.getProcessingTime())
                .put(event.getLastSequence())
                .put(event.getFrameCount())
                .put(event.getWidth())
                .put(event.getHeight())
                .put(event.getStatus().name())
                .put(event.getReason())
                .put(event.getDamaged())
                .put(event.getModel().getName())
                .put(event.getModel().getVersion())
                .put(event.getModel().getEngine())
                .row();
    }

    private static void detection(Sql row, Dated<FrameDetections> record, int number) throws SQLException {
        Detection object = record.value().getDetections().get(number);
        key(row, record.value())
                .put(number)
                .put(record.day())
                .put(record.value().getCaptureTime())
                .put(object.getClassId())
                .put(object.getLabel())
                .put(object.getScore())
                .put(object.getX1())
                .put(object.getY1())
                .put(object.getX2())
                .put(object.getY2())
                .put(object.getTrackId())
                .row();
    }
}
