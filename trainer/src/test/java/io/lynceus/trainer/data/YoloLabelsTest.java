package io.lynceus.trainer.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class YoloLabelsTest {
    private final List<String> problems = new ArrayList<>();

    private List<LabelBox> parse(String... lines) {
        return YoloLabels.parse(List.of(lines), 3, problems::add);
    }

    @Test
    void readsCentreAndSize() {
        assertThat(parse("2 0.5 0.5 0.25 0.5", "")).containsExactly(new LabelBox(2, 0.375f, 0.25f, 0.625f, 0.75f));
        assertThat(problems).isEmpty();
    }

    @Test
    void drawsABoxAroundAPolygon() {
        assertThat(parse("0 0.25 0.5 0.5 0.125 0.75 0.5 0.5 0.875"))
                .containsExactly(new LabelBox(0, 0.25f, 0.125f, 0.75f, 0.875f));
    }

    @Test
    void takesAllLinesForPolygonsWhenOneIs() {
        assertThat(parse("0 0.1 0.1 0.2 0.1 0.2 0.2", "1 0.5 0.5 0.2 0.2")).hasSize(1);
        assertThat(problems).containsExactly("line 2: 5 fields are neither a box nor a polygon");
    }

    @Test
    void leavesOutARepeatedLine() {
        assertThat(parse("1 0.5 0.5 0.2 0.2", "1 0.5 0.5 0.2 0.2")).hasSize(1);
        assertThat(problems).containsExactly("line 2 repeats another");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1 0.5 0.5 1.2 0.2",
                "1 -0.1 0.5 0.2 0.2",
                "1 NaN 0.5 0.2 0.2",
                "3 0.5 0.5 0.2 0.2",
                "-1 0.5 0.5 0.2 0.2",
                "1.5 0.5 0.5 0.2 0.2",
                "1 0.5 0.5 0.2",
                "1 0.5 0.5 0 0.2",
                "person 0.5 0.5 0.2 0.2"
            })
    void reportsABadLineAndGoesOn(String bad) {
        assertThat(parse(bad, "0 0.5 0.5 0.5 0.5")).hasSize(1);
        assertThat(problems).singleElement().asString().startsWith("line 1: ");
    }
}
