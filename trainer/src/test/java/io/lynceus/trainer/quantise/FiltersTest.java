package io.lynceus.trainer.quantise;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class FiltersTest {
    @Test
    void aFewSmallGroupsBecomeOneWithZerosForWhatAFilterDoesNotSee() {
        Filters grouped = new Filters(new float[] {1, 2, 3, 4, 5, 6, 7, 8}, List.of(4L, 2L, 1L, 1L), 2);

        Filters whole = grouped.whole();

        assertThat(whole.group()).isEqualTo(1);
        assertThat(whole.shape()).containsExactly(4L, 4L, 1L, 1L);
        assertThat(whole.weights()).containsExactly(1, 2, 0, 0, 3, 4, 0, 0, 0, 0, 5, 6, 0, 0, 7, 8);
    }

    @Test
    void eachWindowStaysTogether() {
        Filters grouped = new Filters(new float[] {1, 2, 3, 4, 5, 6, 7, 8}, List.of(2L, 2L, 1L, 2L), 2);

        assertThat(grouped.whole().weights()).containsExactly(1, 2, 3, 4, 0, 0, 0, 0, 0, 0, 0, 0, 5, 6, 7, 8);
    }

    @Test
    void aFilterOfEachChannelAndLargeGroupsStayAsTheyAre() {
        Filters depthwise = new Filters(new float[4], List.of(4L, 1L, 1L, 1L), 4);
        Filters large = new Filters(new float[4 * 32], List.of(4L, 32L, 1L, 1L), 2);
        Filters many = new Filters(new float[16 * 4], List.of(16L, 4L, 1L, 1L), 8);

        assertThat(depthwise.whole()).isSameAs(depthwise);
        assertThat(large.whole()).isSameAs(large);
        assertThat(many.whole()).isSameAs(many);
    }

    @Test
    void channelsAreFilledUpToWhatAKernelTakesAtATime() {
        Filters three = new Filters(new float[] {1, 2, 3, 4, 5, 6}, List.of(2L, 3L, 1L, 1L), 1);

        assertThat(three.filled().shape()).containsExactly(2L, 4L, 1L, 1L);
        assertThat(three.filled().weights()).containsExactly(1, 2, 3, 0, 4, 5, 6, 0);
        assertThat(three.filled().filled().shape()).containsExactly(2L, 4L, 1L, 1L);
    }

    @Test
    void whatIsNoPictureIsNotFilled() {
        Filters sound = new Filters(new float[6], List.of(2L, 3L, 1L), 1);

        assertThat(sound.filled()).isSameAs(sound);
    }

    @Test
    void filtersOfTwoPlacesSeeWhatThoseOfOneSaw() {
        float[] weights = new float[2 * 4 * 9];
        float[] columns = new float[12 * 4 * 3];
        Random random = new Random(3);
        for (int i = 0; i < weights.length; i++) {
            weights[i] = random.nextInt(100);
        }
        for (int i = 0; i < columns.length; i++) {
            columns[i] = random.nextInt(100);
        }
        Filters one = new Filters(weights, List.of(2L, 4L, 3L, 3L), 1);

        Filters two = one.ofTwoPlaces();

        assertThat(two.shape()).containsExactly(4L, 16L, 3L, 2L);
        for (int place = 0; place < 6; place++) {
            for (int filter = 0; filter < 2; filter++) {
                // The place's filter at 2 * place - 1; in the others, the pair's blocks of four columns.
                float wanted = 0;
                float found = 0;
                for (int channel = 0; channel < 4; channel++) {
                    for (int row = 0; row < 3; row++) {
                        for (int tap = 0; tap < 3; tap++) {
                            wanted += weights[((filter * 4 + channel) * 3 + row) * 3 + tap]
                                    * at(columns, 2 * place - 1 + tap, channel, row);
                        }
                        for (int block = 0; block < 2; block++) {
                            for (int column = 0; column < 4; column++) {
                                int seen = (place % 2 * 2 + filter) * 16 + column * 4 + channel;
                                found += two.weights()[(seen * 3 + row) * 2 + block]
                                        * at(columns, (place / 2 - 1 + block) * 4 + column, channel, row);
                            }
                        }
                    }
                }
                assertThat(found).as("place " + place).isEqualTo(wanted);
            }
        }
    }

    /** Nothing beside the picture. */
    private static float at(float[] columns, int column, int channel, int row) {
        return column < 0 ? 0 : columns[(column * 4 + channel) * 3 + row];
    }
}
