package io.lynceus.processor.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.lynceus.processor.decode.VideoFacts;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ShowTimesTest {
    private static final VideoFacts TIMING = new VideoFacts(1, 1000, 25);

    private static List<Long> shown(boolean mayJump, @Nullable Long... pts) {
        ShowTimes times = new ShowTimes(TIMING, mayJump);
        return Arrays.stream(pts).map(times::next).toList();
    }

    @Test
    void timesAreThoseOfTheFramesFromTheFirst() {
        assertThat(shown(false, 500L, 540L, 900L, 30_000L)).containsExactly(0L, 40L, 400L, 29_500L);
    }

    @Test
    void aDoubledTimeMovesNothingElse() {
        assertThat(shown(true, 0L, 40L, 40L, 80L, 60L, 120L)).containsExactly(0L, 40L, 41L, 80L, 81L, 120L);
    }

    @Test
    void timesThatStartAnewGoOnOneStepLater() {
        assertThat(shown(false, 90_000L, 90_040L, 100L, 140L)).containsExactly(0L, 40L, 80L, 120L);
    }

    @Test
    void aStrayTimeOfAStreamCostsAStep() {
        assertThat(shown(true, 0L, 40L, 7_200_000L, 120L, 160L)).containsExactly(0L, 40L, 80L, 120L, 160L);
    }

    @Test
    void withoutTimesOneStepFollowsAnother() {
        assertThat(shown(false, null, null, null)).containsExactly(0L, 40L, 80L);
    }

    @Test
    void aFrameWithoutAPictureKeepsTheLastOneOn() {
        ShowTimes times = new ShowTimes(TIMING, true);
        assertThat(times.end(0L, 40)).isZero();
        times.next(500L);
        assertThat(times.end(540L, 0)).isEqualTo(80);
        assertThat(times.end(540L, 100)).isEqualTo(140);
        assertThat(times.end(460L, 40)).as("a frame that was shown before").isZero();
        assertThat(times.end(7_200_000L, 40)).as("a stray one").isZero();
    }
}
