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
        }
    }

    @Test
    void aWrapIsUndoneEachTime() {
        long tick = MPEG_TS - 10 * HERTZ;
        for (int i = 0; i < 5 * MPEG_TS / HERTZ; i += 5) {
            long expected = tick + (long) i * HERTZ;
            assertThat(dts(live, expected % MPEG_TS, i * SECOND)).isEqualTo(expected);
        }
    }

    @Test
    void aWrapDuringASilenceIsUndone() {
        dts(live, MPEG_TS - HERTZ, 0);
        assertThat(dts(live, 59L * HERTZ, 60 * SECOND)).isEqualTo(MPEG_TS + 59L * HERTZ);
    }

    @Test
    void aFrameThatIsShownAfterTheWrapAndSentBeforeItIsOnTheSameLine() {
        Packet first = live.place(packet(100L, MPEG_TS - 100), 0).packet();
        assertThat(first.pts()).isEqualTo(MPEG_TS + 100);
        Packet second = live.place(packet(MPEG_TS - 50, 10L), SECOND / 25).packet();
        assertThat(second.dts()).isEqualTo(MPEG_TS + 10);
        assertThat(second.pts()).isEqualTo(MPEG_TS - 50);
    }

    @Test
    void aLoneTimestampThatIsHoursOffIsPutWhereTheOthersLeaveRoom() {
        for (int i = 0; i < 500; i++) {
            boolean stray = i > 2 && i % 50 == 7;
            long astray = stray ? (i % 100 == 7 ? 37_600L : -10_121L) * HERTZ : 0;
            Placed placed = place(live, i * 3600L + astray, i * SECOND / 25);
            assertThat(placed.packet().pts()).isEqualTo(i * 3600L);
            assertThat(placed.packet().dts()).isEqualTo(i * 3600L);
            assertThat(placed.alone()).isEqualTo(stray);
        }
    }

    @Test
    void oneThatIsSecondsOffTooAheadOrBack() {
        for (int i = 0; i < 500; i++) {
            long astray = i > 2 && i % 50 == 7 ? (i % 100 == 7 ? 3 : -3) * HERTZ : 0;
            assertThat(dts(live, i * 3600L + astray, i * SECOND / 25)).isEqualTo(i * 3600L);
        }
    }

    @Test
    void everySecondOneMayBeAstray() {
        for (int i = 0; i < 100; i++) {
            long astray = i > 2 && i % 2 == 1 ? 3600L * HERTZ : 0;
            assertThat(dts(live, i * 3600L + astray, i * SECOND / 25)).isEqualTo(i * 3600L);
        }
    }

    @Test
    void aDecodingTimeThatFFmpegMadeOfStraysIsLeftOut() {
        place(live, 0, 0);
        place(live, 3600, SECOND / 25);
        Packet placed =
                live.place(packet(7200L, 3600L * HERTZ), 2 * SECOND / 25).packet();
        assertThat(placed.pts()).isEqualTo(7200);
        assertThat(placed.dts()).isNull();
    }

    @Test
    void aCameraThatStartsAgainFromZeroGoesOnWhereItWas() {
        long start = 3600L * HERTZ;
        for (int i = 0; i < 10; i++) {
            place(live, start + i * 3600L, i * SECOND / 25);
        }
        for (int i = 0; i < 20; i++) {
            Placed placed = place(live, i * 3600L, SECOND + i * SECOND / 25);
            assertThat(placed.packet().pts()).isEqualTo(start + (10 + i) * 3600L);
            assertThat(placed.alone()).isEqualTo(i < Timeline.PERSISTS - 1);
        }
    }

    @Test
    void aLineThatPersistsSomeSecondsAheadIsTakenForWhatItSays() {
        long ahead = 5L * HERTZ;
        for (int i = 0; i < 10; i++) {
            place(live, i * 3600L, i * SECOND / 25);
        }
        for (int i = 10; i < 30; i++) {
            long expected = i * 3600L + (i < 9 + Timeline.PERSISTS ? 0 : ahead);
            assertThat(dts(live, ahead + i * 3600L, i * SECOND / 25)).isEqualTo(expected);
        }
    }

    @Test
    void aSilenceIsNoJump() {
        dts(live, 0, 0);
        assertThat(dts(live, 60L * HERTZ, 60 * SECOND)).isEqualTo(60L * HERTZ);
    }

    @Test
    void picturesOutOfOrderAtOneASecondAreOnTheLine() {
        int[] order = {0, 4, 2, 1, 3, 8, 6, 5, 7};
        for (int i = 0; i < order.length; i++) {
            Placed placed = live.place(packet((long) order[i] * HERTZ, null), i * SECOND);
            assertThat(placed.packet().pts()).isEqualTo((long) order[i] * HERTZ);
        }
    }

    @Test
    void aFileMayHaveAGap() {
        dts(file, 0, 0);
        for (int i = 0; i < 10; i++) {
            assertThat(dts(file, (3600L + i) * HERTZ, 1)).isEqualTo((3600L + i) * HERTZ);
        }
    }

    @Test
    void aFileWithOneTimestampTooFarAheadIsOnItsLineAgainAtOnce() {
        for (int i = 0; i < 100; i++) {
            long tick = i * 3600L + (i % 30 == 9 ? 7200L * HERTZ : 0);
            assertThat(dts(file, tick, 1)).isEqualTo(tick);
        }
    }

    @Test
    void aFileMayHavePicturesInAGapThatComeAfterTheOneThatEndsIt() {
        for (int i = 0; i < 20; i++) {
            dts(file, i * 3600L, 1);
        }
        for (long second : new long[] {40, 30, 18, 15, 20, 35, 70, 60, 45}) {
            Placed placed = file.place(packet(second * HERTZ, null), 1);
            assertThat(placed.packet().pts()).isEqualTo(second * HERTZ);
            assertThat(placed.alone()).isFalse();
        }
    }

    @Test
    void aFileThatStartsAgainInItsMidstGoesOnWhereItWas() {
        for (int i = 0; i < 100; i++) {
            assertThat(dts(file, i % 50 * 3600L, 1)).isEqualTo(i * 3600L);
        }
    }

    @Test
    void packetsWithoutTimestampsAreLeftAlone() {
        Packet packet = packet(null, null);
        assertThat(live.place(packet, 0).packet()).isSameAs(packet);
    }

    private static long dts(Timeline timeline, long tick, long now) {
        return Objects.requireNonNull(place(timeline, tick, now).packet().dts());
    }

    private static Placed place(Timeline timeline, long tick, long now) {
        return timeline.place(packet(tick, tick), now);
    }

    private static Packet packet(@Nullable Long pts, @Nullable Long dts) {
        return new Packet(new StreamFormat("h264", null, 64, 48), new byte[1], pts, dts, 0, false, null);
    }
}
