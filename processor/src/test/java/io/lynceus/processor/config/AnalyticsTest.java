package io.lynceus.processor.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lynceus.vision.UserError;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AnalyticsTest {
    private static Analytics read(String yaml) {
        String indented = "analytics:\n  " + yaml.strip().replace("\n", "\n  ");
        return ConfigFile.parse(
                        "lynceus.yaml", indented.getBytes(StandardCharsets.UTF_8), List.of(), ProcessConfig.class)
                .analytics();
    }

    @Test
    void everyKeyIsRead() {
        Analytics analytics = read("""
                window: 10
                grace: 2
                cameras:
                  gate:
                    zones:
                      - name: yard
                        points: [[0, 0], [1, 0], [1, 1], [0, 1]]
                        classes: [person]
                        anchor: middle
                        distance: 0.02
                        frames: 5
                        seconds: 0.5
                        loitering: 30
                        crowding: 4
                        metres: [[0, 0], [10, 0], [10, 20], [0, 20]]
                    lines:
                      - name: door
                        points: [[0.2, 0.5], [0.8, 0.5]]
                        allowed: backward
                """);
        List<Point> corners = List.of(new Point(0, 0), new Point(1, 0), new Point(1, 1), new Point(0, 1));
        assertThat(analytics.window()).isEqualTo(10);
        assertThat(analytics.grace()).isEqualTo(2);
        assertThat(analytics.of("gate").zones())
                .containsExactly(new ZoneConfig(
                        "yard",
                        corners,
                        List.of("person"),
                        Anchor.MIDDLE,
                        0.02,
                        5,
                        0.5,
                        30.0,
                        4,
                        List.of(new Point(0, 0), new Point(10, 0), new Point(10, 20), new Point(0, 20))));
        assertThat(analytics.of("gate").lines())
                .containsExactly(new LineConfig(
                        "door",
                        List.of(new Point(0.2, 0.5), new Point(0.8, 0.5)),
                        null,
                        null,
                        null,
                        null,
                        null,
                        Allowed.BACKWARD));
        assertThat(analytics.of("yard")).isEqualTo(CameraZones.NONE);
        assertThat(CameraZones.ofJson(analytics.of("gate").json())).isEqualTo(analytics.of("gate"));
    }

    @Test
    void whatTheFileLeavesOutHasItsDefault() {
        assertThat(read("{}")).isEqualTo(Analytics.NONE);
        assertThat(Analytics.NONE.window()).isEqualTo(60);
        assertThat(Analytics.NONE.grace()).isEqualTo(5);
        ZoneConfig zone = new ZoneConfig("yard", List.of(new Point(0, 0), new Point(1, 0), new Point(1, 1)));
        assertThat(zone.anchor()).isEqualTo(Anchor.BOTTOM);
        assertThat(zone.distance()).isEqualTo(0.01);
        assertThat(zone.frames()).isEqualTo(3);
        assertThat(zone.seconds()).isZero();
        assertThat(zone.loitering()).isNull();
        assertThat(new LineConfig("door", new Point(0, 0), new Point(1, 1)).allowed())
                .isEqualTo(Allowed.BOTH);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{name: a, points: [[0,0],[1,0]]} | zones[0].points: a zone has from 3 to 100 corners, not 2",
                "{name: a, points: [[0,0],[1,0],[1,2]]} | zones[0].points: [1.0, 2.0] is not in the picture",
                "{name: a, points: [[0,0],[1,0],[1]]} | a point is two numbers, such as [0.25, 0.8]",
                "{name: a/b, points: [[0,0],[1,0],[1,1]]} | zones[0].name: 'a/b' is not 1 to 100 characters"
                        + " without a slash",
                "{points: [[0,0],[1,0],[1,1]]} | zones[0].name: '' is not",
                "{name: a, points: [[0,0],[1,0],[1,1]], anchor: left} | 'left' is not bottom, middle or top",
                "{name: a, points: [[0,0],[1,0],[1,1]], frames: 0} | zones[0].frames: 0 is not from 1 to 1000",
                "{name: a, points: [[0,0],[1,0],[1,1]], metres: [[0,0]]} | zones[0].metres: says where the four"
                        + " corners",
                "{name: a, points: [[0,0],[1,0],[1,1]], loitring: 3} | unknown key"
                        + " 'analytics.cameras.gate.zones[0].loitring'",
            })
    void whatIsWrongIsNamedByItsPath(String zone, String message) {
        assertThatThrownBy(() -> read("cameras: {gate: {zones: [" + zone + "]}}"))
                .isInstanceOf(UserError.class)
                .hasMessageStartingWith("lynceus.yaml: ")
                .hasMessageContaining(message);
    }

    @Test
    void twoOfOneNameAreRefused() {
        assertThatThrownBy(() -> read("""
                        cameras:
                          gate:
                            zones: [{name: a, points: [[0,0],[1,0],[1,1]]}]
                            lines: [{name: a, points: [[0,0],[1,0]]}]
                        """)).hasMessageContaining("two zones or lines are called 'a'");
    }
}
