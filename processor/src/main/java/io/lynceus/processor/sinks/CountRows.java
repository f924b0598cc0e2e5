package io.lynceus.processor.sinks;

import io.lynceus.schemas.avro.ClassCount;
import io.lynceus.schemas.avro.CountWindow;
import io.lynceus.schemas.avro.HeatMap;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;

/** The counts topic: rows of {@code counts} for what each record counts, and of {@code heat} for its map. */
final class CountRows implements TopicRows<CountWindow> {
    private static final String CLEAR_COUNTS =
            "delete from counts where camera = ? and started_at = ? and day = ? and window_id in (?, '')";
    private static final String CLEAR_HEAT =
            "delete from heat where camera = ? and started_at = ? and day = ? and window_id in (?, '')";
    private static final String COUNT = """
            insert into counts (camera, started_at, place, zone, class_id, day, ended_at, label, frames, tracks,
                started, entered, left_zone, dwell_millis, forward, backward, wrong_direction, most, object_frames,
                window_id)
            values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""";
    private static final String CELL = """
            insert into heat (camera, started_at, grid_column, grid_row, day, columns, rows, objects, window_id)
            values (?, ?, ?, ?, ?, ?, ?, ?, ?)""";

    @Override
    public List<String> tables() {
        return List.of("counts", "heat");
    }

    @Override
    public Instant time(CountWindow value) {
        return value.getStart();
    }

    @Override
    public Object key(CountWindow value) {
        return value.getWindowId();
    }

    @Override
    public void write(Connection connection, List<Dated<CountWindow>> records) throws SQLException {
        clear(connection, CLEAR_COUNTS, records);
        clear(connection, CLEAR_HEAT, records);
        try (PreparedStatement count = connection.prepareStatement(COUNT);
                PreparedStatement cell = connection.prepareStatement(CELL)) {
            Sql counts = new Sql(count);
            Sql cells = new Sql(cell);
            for (Dated<CountWindow> record : records) {
                for (ClassCount one : record.value().getCounts()) {
                    count(counts, record, one);
                }
                if (record.value().getHeat() != null) {
                    heat(cells, record, record.value().getHeat());
                }
            }
            count.executeBatch();
            cell.executeBatch();
        }
    }

    private static void clear(Connection connection, String delete, List<Dated<CountWindow>> records)
            throws SQLException {
        Sql.run(
                connection,
                delete,
                records,
                (row, record) -> row.put(record.value().getCamera())
                        .put(record.value().getStart())
                        .put(record.day())
                        .put(record.value().getWindowId())
                        .row());
    }

    private static void count(Sql row, Dated<CountWindow> record, ClassCount count) throws SQLException {
        row.put(record.value().getCamera())
                .put(record.value().getStart())
                .put(count.getPlace().name())
                .put(count.getZone())
                .put(count.getClassId())
                .put(record.day())
                .put(record.value().getEnd())
                .put(count.getLabel())
                .put(record.value().getFrames())
                .put(count.getTracks())
                .put(count.getStarted())
                .put(count.getEntered())
                .put(count.getLeft())
                .put(count.getDwellMillis())
                .put(count.getForward())
                .put(count.getBackward())
                .put(count.getWrongDirection())
                .put(count.getMost())
                .put(count.getObjectFrames())
                .put(record.value().getWindowId())
                .row();
    }

    private static void heat(Sql row, Dated<CountWindow> record, HeatMap heat) throws SQLException {
        for (int cell = 0; cell < heat.getCells().size(); cell++) {
            if (heat.getCells().get(cell) > 0) {
                row.put(record.value().getCamera())
                        .put(record.value().getStart())
                        .put(cell % heat.getColumns())
                        .put(cell / heat.getColumns())
                        .put(record.day())
                        .put(heat.getColumns())
                        .put(heat.getRows())
                        .put(heat.getCells().get(cell))
                        .put(record.value().getWindowId())
                        .row();
            }
        }
    }
}
