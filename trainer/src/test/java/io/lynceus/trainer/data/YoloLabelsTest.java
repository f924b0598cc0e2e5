package io.lynceus.trainer.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class YoloLabelsTest {
    private final List<String> problems = new ArrayList<>();
    private int keyPointNumbers;

    private List<LabelBox> parse(String... lines) {
        return YoloLabels.parse(List.of(lines), new LabelForm(3, keyPointNumbers), problems::add);
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
    void decidesForEachLineWhetherItIsABoxOrAPolygon() {
        assertThat(parse("0 0.25 0.25 0.5 0.25 0.5 0.5", "1 0.5 0.5 0.25 0.25"))
                .containsExactly(
                        new LabelBox(0, 0.25f, 0.25f, 0.5f, 0.5f), new LabelBox(1, 0.375f, 0.375f, 0.625f, 0.625f));
        assertThat(problems).isEmpty();
    }

    @Test
    void cutsOffWhatAnnotationToolsRoundUp() {
        assertThat(parse("0 0.304 0.5002813 0.608 1.0004374"))
                .singleElement()
                .satisfies(box -> assertThat(box.y2() - box.y1()).isEqualTo(1));
        assertThat(parse("0 0.75 0.5 0.5 1.0000001", "1 -0.0000001 0.5 0.2 0.2", "2 1.01 0.5 0.2 0.2"))
                .hasSize(3);
        assertThat(problems).isEmpty();
    }

    @Test
    void leavesOutAnObjectWithoutArea() {
        assertThat(parse("0 0.0999999 0.5 -0.0 0.2", "1 0.5 0.5 0.2 0.2")).hasSize(1);
        assertThat(problems).containsExactly("line 1: an object without width or height");
    }

    @Test
    void takesTheBoxBeforeKeyPoints() {
        keyPointNumbers = 4;
        assertThat(parse("0 0.5 0.5 0.5 0.5 0.1 0.1 0.2 0.2", "0 0.5 0.5 0.25 0.25"))
                .containsExactly(
                        new LabelBox(0, 0.25f, 0.25f, 0.75f, 0.75f), new LabelBox(0, 0.375f, 0.375f, 0.625f, 0.625f));
    }

    @Test
    void leavesOutARepeatedLine() {
        assertThat(parse("1 0.5 0.5 0.2 0.2", "1 0.5 0.5 0.2 0.2")).hasSize(1);
        assertThat(problems).containsExactly("line 2 repeats another");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1 0.5 0.5 1.02 0.2",
                "1 -0.1 0.5 0.2 0.2",
                "1 NaN 0.5 0.2 0.2",
                "3 0.5 0.5 0.2 0.2",
                "-1 0.5 0.5 0.2 0.2",
                "1.5 0.5 0.5 0.2 0.2",
                "1 0.5 0.5 0.2",
                "1 0.5 0.5 0.2 0.2 0.9",
                "person 0.5 0.5 0.2 0.2"
            })
    void aLineThatNobodyUnderstandsIsNamed(String bad) {
        assertThatThrownBy(() -> parse("0 0.5 0.5 0.5 0.5", bad))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("line 2: ");
    }
}
