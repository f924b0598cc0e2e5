package io.lynceus.processor.capture;

import static org.assertj.core.api.Assertions.assertThat;

import io.lynceus.processor.decode.StreamFormat;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class TimelineTest {
    private static final int HERTZ = 90_000;
    private static final long MPEG_TS = 1L << 33;
    private static final long SECOND = 1_000_000_000L;

    private final Timeline live = new Timeline(1, HERTZ, 33, true);
    private final Timeline file = new Timeline(1, HERTZ, 33, false);

    @Test
    void timestampsThatFollowStayAsTheyAre() {
        for (int i = 0; i < 100; i++) {
            assertThat(dts(live, i * 3600L, i * SECOND / 25)).isEqualTo(i * 3600L);
            assertThat(live.jumped()).isFalse();
        }
    }

    @Test
    void aWrapIsUndoneEachTime() {
        long tick = MPEG_TS - 10 * HERTZ;
        for (int i = 0; i < 5 * MPEG_TS / HERTZ; i += 5) {
            long expected = tick + (long) i * HERTZ;
            assertThat(dts(live, expected % MPEG_TS, i * SECOND)).isEqualTo(expected);
            assertThat(live.jumped()).isFalse();
        }
    }

    @Test
    void aWrapDuringASilenceIsUndone() {
        dts(live, MPEG_TS - HERTZ, 0);
        assertThat(dts(live, 59L * HERTZ, 60 * SECOND)).isEqualTo(MPEG_TS + 59L * HERTZ);
        assertThat(live.jumped()).isFalse();
    }

    @Test
    void aFrameThatIsShownAfterTheWrapAndSentBeforeItIsOnTheSameLine() {
        Packet first = live.place(packet(100L, MPEG_TS - 100), 0);
        assertThat(first.pts()).isEqualTo(MPEG_TS + 100);
        Packet second = live.place(packet(MPEG_TS - 50, 10L), SECOND / 25);
        assertThat(second.dts()).isEqualTo(MPEG_TS + 10);
        assertThat(second.pts()).isEqualTo(MPEG_TS - 50);
    }

    @Test
    void aCameraThatStartsAgainFromZeroIsAJump() {
        dts(live, 3600L * HERTZ, 0);
        assertThat(dts(live, 0, SECOND)).isZero();
        assertThat(live.jumped()).isTrue();
        dts(live, 3600, SECOND + SECOND / 25);
        assertThat(live.jumped()).isFalse();
    }

    @Test
    void aCameraWhoseClockIsSetAheadIsAJumpAndOneThatWasSilentIsNot() {
        dts(live, 0, 0);
        dts(live, 60L * HERTZ, 60 * SECOND);
        assertThat(live.jumped()).isFalse();
        dts(live, 7200L * HERTZ, 61 * SECOND);
        assertThat(live.jumped()).isTrue();
    }

    @Test
    void aFileMayHaveAGapButNotGoBack() {
        dts(file, 0, 0);
        dts(file, 3600L * HERTZ, 1);
        assertThat(file.jumped()).isFalse();
        dts(file, 1800L * HERTZ, 2);
        assertThat(file.jumped()).isTrue();
    }

    @Test
    void packetsWithoutTimestampsAreLeftAlone() {
        Packet packet = packet(null, null);
        assertThat(live.place(packet, 0)).isSameAs(packet);
        assertThat(live.jumped()).isFalse();
    }

    private static long dts(Timeline timeline, long tick, long now) {
        return Objects.requireNonNull(timeline.place(packet(tick, tick), now).dts());
    }

    private static Packet packet(@Nullable Long pts, @Nullable Long dts) {
        return new Packet(new StreamFormat("h264", null, 64, 48), new byte[1], pts, dts, 0, false, null);
    }
}
