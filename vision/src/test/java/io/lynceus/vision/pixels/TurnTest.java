package io.lynceus.vision.pixels;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.IntBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TurnTest {
    private static final int ONE = 1 << 16;

    private static Turn of(double a, double b, double c, double d) {
        int[] matrix = {
            (int) (a * ONE), (int) (b * ONE), 0, (int) (c * ONE), (int) (d * ONE), 0, 7 * ONE, 9 * ONE, 1 << 30
        };
        return Turn.of(IntBuffer.wrap(matrix));
    }

    /** A stored picture of 3x2 pixels, numbered row by row, as it is when upright. */
    @ParameterizedTest
    @CsvSource({
        "1, 0, 0, 1, 012345, 3",
        "-1, 0, 0, 1, 210543, 3",
        "-1, 0, 0, -1, 543210, 3",
        "1, 0, 0, -1, 345012, 3",
        "0, 1, 1, 0, 031425, 2",
        "0, 1, -1, 0, 304152, 2",
        "0, -1, -1, 0, 524130, 2",
        "0, -1, 1, 0, 251403, 2"
    })
    void movesEachPixel(int a, int b, int c, int d, String wanted, int width) {
        Turn turn = of(a, b, c, d);
        byte[] stored = new byte[18];
        for (int i = 0; i < stored.length; i++) {
            stored[i] = (byte) (i / 3);
        }
        byte[] upright = new byte[18];

        turn.apply(stored, upright, width, 6 / width);

        StringBuilder found = new StringBuilder();
        for (int i = 0; i < upright.length; i += 3) {
            found.append(upright[i]);
        }
        assertThat(found).hasToString(wanted);
        assertThat(turn.width(3, 2)).isEqualTo(width);
        assertThat(turn.height(3, 2)).isEqualTo(6 / width);
    }

    @Test
    void aMatrixMayScaleAndBeADegreeOff() {
        assertThat(of(0, 0.5, -0.5, 0)).isEqualTo(new Turn(0, 1, -1, 0));
        assertThat(of(0.0087, 1, -1, 0.0087)).isEqualTo(new Turn(0, 1, -1, 0));
        assertThat(of(-0.9999, 0.0087, -0.0087, -0.9999)).isEqualTo(new Turn(-1, 0, 0, -1));
    }

    @Test
    void whatIsNoMultipleOfNinetyDegreesIsLeftAsItIsStored() {
        assertThat(of(0.7071, 0.7071, -0.7071, 0.7071)).isEqualTo(Turn.NONE);
        assertThat(of(0.99, 0.14, -0.14, 0.99)).isEqualTo(Turn.NONE);
        assertThat(of(0, 0, 0, 0)).isEqualTo(Turn.NONE);
        assertThat(of(1, 1, 0, 0)).isEqualTo(Turn.NONE);
    }
}
