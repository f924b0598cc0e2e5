package io.lynceus.trainer.quantise;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
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
}
