package io.lynceus.processor.analytics;

import static org.assertj.core.api.Assertions.assertThat;

import io.lynceus.processor.config.CameraZones;
import io.lynceus.processor.config.LineConfig;
import io.lynceus.processor.config.Point;
import io.lynceus.processor.config.ZoneConfig;
import io.lynceus.processor.kafka.RecordSizes;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class StoredSizeTest {
    @Test
    void aCrowdInManyZonesIsMoreThanTopicsUsuallyTakeAndNotMoreThanThatOfTheProgressDoes() {
        List<Point> square = List.of(new Point(0, 0), new Point(1, 0), new Point(1, 1), new Point(0, 1));
        List<ZoneConfig> zones = IntStream.range(0, 20)
                .mapToObj(i -> new ZoneConfig("zone " + i, square, null, null, null, null, null, 1.0, null, null))
                .toList();
        List<LineConfig> lines = IntStream.range(0, 20)
                .mapToObj(i -> new LineConfig("line " + i, new Point(0, 0.02 * (i + 1)), new Point(1, 0.02 * (i + 1))))
                .toList();
        Yard yard = new Yard(new CameraZones(zones, lines));
        for (int frame = 0; frame < 100; frame++) {
            for (int id = 1; id <= 600; id++) {
                yard.with((long) id, id % 80, 0.9, 0.1 + 0.03 * (frame * 7 % 13), 0.5 + 0.03 * (frame * 5 % 11));
            }
            yard.show(frame * 0.2);
        }
        assertThat(yard.stored()).isGreaterThan(1 << 20).isLessThan(RecordSizes.LARGEST_PROGRESS / 2);
    }
}
